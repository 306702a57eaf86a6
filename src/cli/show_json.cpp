// The page of `show` as JSON: the same keys for everything that can be shown.
#include "cli/json_out.h"
#include "cli/open_data.h"
#include "cli/show_page.h"

namespace choke {
namespace {

class PageWriter {
  public:
    explicit PageWriter(const Dataset& data) : data_(data) {}

    std::string write(const ShownPage& shown) {
        const DetailsPage& page = shown.page;
        const WrittenDate ends = iso_ends(shown.bounds);
        json_.begin_object();
        json_.member("type", shown.type);
        json_.member("id", page.id);
        json_.member("title", page.title);
        json_.member_or_null("kind", shown.kind);
        json_.member_or_null("date", shown.date);
        json_.member_or_null("date_words", page.date);
        json_.member_or_null("earliest", ends.earliest.value_or(""));
        json_.member_or_null("latest", ends.latest.value_or(""));
        json_.member_or_null("known_words", page.known);
        json_.member_or_null("status", page.status ? word(*page.status) : std::string_view());
        json_.member_or_null("status_words", page.status_why);
        json_.member_or_null("side", page.side ? word(*page.side) : std::string_view());
        json_.member_or_null("summary", page.summary);
        json_.member_or_null("notes", page.notes);
        json_.member("aliases", page.aliases);
        json_.key("facts");
        json_.begin_object();
        for (const auto& [name, value] : shown.facts) json_.member(name, value);
        json_.end_object();
        links("who", page.who);
        links("things", page.things);
        figures(page.figures);
        groups(page.groups);
        steps(shown.steps);
        claims("claims", page.claims);
        json_.member_or_null("place", page.place);
        json_.end_object();
        return json_.take();
    }

  private:
    void links(std::string_view name, const std::vector<NodeLink>& list) {
        json_.key(name);
        json_.begin_list();
        for (const NodeLink& link : list) {
            json_.begin_object();
            json_.member("type", type_word(link.node.kind));
            json_.member("id", data_.node_id(link.node));
            json_.member("label", link.label);
            json_.member_or_null("note", link.note);
            json_.member_or_null("date_words", link.date);
            json_.member_or_null("status", link.status ? word(*link.status) : std::string_view());
            json_.member_or_null("basis", link.basis);
            claims("claims", link.claims);
            json_.end_object();
        }
        json_.end_list();
    }

    void groups(const std::vector<LinkGroup>& list) {
        json_.key("groups");
        json_.begin_list();
        for (const LinkGroup& group : list) {
            json_.begin_object();
            json_.member("heading", group.heading);
            links("links", group.links);
            json_.end_object();
        }
        json_.end_list();
    }

    void figures(const std::vector<FigureLine>& list) {
        json_.key("figures");
        json_.begin_list();
        for (const FigureLine& figure : list) {
            json_.begin_object();
            json_.member("name", figure.name);
            json_.member("value", figure.value);
            json_.member_or_null("note", figure.note);
            json_.end_object();
        }
        json_.end_list();
    }

    void steps(const std::vector<ShownStep>& list) {
        json_.key("steps");
        json_.begin_list();
        for (const ShownStep& step : list) {
            json_.begin_object();
            json_.member("event", data_.text(data_.events.id[index(step.event)]));
            json_.member("title", step.title);
            json_.member("date_words", step.date);
            json_.member_or_null("headline", step.headline);
            json_.member_or_null("caption", step.caption);
            json_.end_object();
        }
        json_.end_list();
    }

    void claims(std::string_view name, const std::vector<ClaimCard>& list) {
        json_.key(name);
        json_.begin_list();
        for (const ClaimCard& claim : list) {
            json_.begin_object();
            json_.member("source", claim.source_id);
            json_.member("source_title", claim.source_title);
            json_.member_or_null("publisher", claim.publisher);
            json_.member_or_null("locator", claim.locator);
            json_.member("stance", word(claim.stance));
            json_.member_or_null("by", claim.by);
            json_.member_or_null("known_words", claim.known);
            json_.key("yet_unknown");
            json_.boolean(claim.yet_unknown);
            json_.member_or_null("text", claim.text);
            json_.member_or_null("own_title", claim.own_title);
            json_.member_or_null("own_date_words", claim.own_date);
            json_.member("own_figures", claim.own_figures);
            json_.member_or_null("url", claim.url);
            json_.member_or_null("place", claim.place);
            json_.end_object();
        }
        json_.end_list();
    }

    const Dataset& data_;
    JsonOut json_{4};  // down to the links of a group
};

}  // namespace

std::string page_json(const Dataset& data, const ShownPage& shown) { return PageWriter(data).write(shown); }

}  // namespace choke
