// A deleter for std::unique_ptr from the destroy function of a C library:
//   using Surface = std::unique_ptr<cairo_surface_t, Destroy<cairo_surface_destroy>>;
#pragma once

namespace choke {

template <auto destroy>
struct Destroy {
    template <typename T>
    void operator()(T* thing) const {
        destroy(thing);
    }
};

}  // namespace choke
