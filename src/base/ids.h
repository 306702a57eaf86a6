// Strong ids: an index into one column family of a Dataset. Ids of different kinds do not mix.
#pragma once

#include <cstddef>
#include <cstdint>

namespace choke {

enum class EventId : uint32_t {};
enum class ActorId : uint32_t {};
enum class ThingId : uint32_t {};
enum class SourceId : uint32_t {};
enum class RelationId : uint32_t {};
enum class StoryId : uint32_t {};
enum class ClaimId : uint32_t {};
enum class WordId : uint32_t {};  // an interned word of an open vocabulary: a kind, a role, a tag

template <typename Id>
[[nodiscard]] constexpr size_t index(Id id) {
    return static_cast<size_t>(id);
}

template <typename Id>
[[nodiscard]] constexpr Id id_at(size_t i) {
    return static_cast<Id>(static_cast<uint32_t>(i));
}

template <typename Id>
inline constexpr Id kNone = static_cast<Id>(0xffffffffU);

}  // namespace choke
