#include "exporters/html.h"

#include <fmt/format.h>

#include "base/text.h"
#include "exporters/svg_themes.h"

namespace choke {
namespace {

std::string escaped(std::string_view text) {
    std::string out;
    for (size_t i = 0; i < text.size();) {
        const char32_t c = next_code_point(text, i);
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\n': out += '\n'; break;
            case '\t': out += ' '; break;
            default:
                // What HTML counts as errors: controls, surrogates, code points that are no characters.
                if (c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0xD800 && c < 0xE000) || (c >= 0xFDD0 && c <= 0xFDEF) ||
                    (c & 0xFFFEU) == 0xFFFE)
                    break;
                append_utf8(out, c);
        }
    }
    return out;
}

constexpr std::string_view kStyle = R"(
:root{color-scheme:light dark;--paper:#fafaf7;--ink:#1b1f24;--soft:#57606a;--rule:#cbccc6;--link:#005fb8;--mark:#b45309;--card:#fff}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 Inter,system-ui,"Noto Sans","Noto Sans CJK SC",sans-serif}
header,main,.appendix,footer{max-width:1280px;margin:0 auto;padding:0 28px}
header{padding-top:28px}
h1{font-size:30px;line-height:1.2;margin:0 0 4px}
h2{font-size:22px;line-height:1.25;margin:0 0 4px}
.kicker{font-size:13px;font-weight:600;color:var(--soft);margin:0}
.question{font-size:17px;color:var(--soft);margin:0 0 8px}
.summary,.caption{max-width:78ch;margin:0 0 12px}
.step{padding:20px 0 12px;border-top:1px solid var(--rule);margin-top:20px}
.figure{margin:0 -2.29%}
.figure svg{display:block;width:100%;height:auto}
.notes{list-style:none;margin:12px 0 0;padding:8px 0 0;border-top:1px solid var(--rule);font-size:13px;columns:2 340px;column-gap:28px}
.notes li{break-inside:avoid;padding-left:28px;position:relative}
.notes .n{position:absolute;left:0;font-weight:600}
.print,footer{font-size:12px;color:var(--soft)}
.print{margin:10px 0 0}
a{color:var(--link)}
a:focus-visible,button:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--mark);outline-offset:2px}
sup{font-size:13px}
sup a{text-decoration:none;font-weight:600;padding:0 1px}
details{margin-top:8px;font-size:13px}
details pre{white-space:pre-wrap;font:inherit;margin:8px 0 0;overflow-wrap:anywhere}
.appendix{margin-top:32px;border-top:1px solid var(--rule);padding-top:20px}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:13px}
th,td{text-align:left;vertical-align:top;padding:4px 12px 4px 0;border-bottom:1px solid var(--rule)}
tbody th{font-weight:400}
td:first-child,td.refs{white-space:nowrap;font-variant-numeric:tabular-nums}
.sources{font-size:13px;padding-left:36px}
.sources li{margin-bottom:4px;overflow-wrap:anywhere}
:target{outline:2px solid var(--mark);outline-offset:2px}
footer{padding-bottom:40px;margin-top:24px}
nav{display:none}
.deck nav{display:flex;gap:8px;align-items:center;position:sticky;bottom:0;z-index:1;max-width:1280px;margin:0 auto;padding:8px 28px;background:var(--paper);border-top:1px solid var(--rule)}
nav button{font:inherit;min-width:44px;min-height:44px;padding:0 14px;color:var(--ink);background:var(--card);border:1px solid var(--soft);border-radius:6px;cursor:pointer}
nav button[disabled]{opacity:.45;cursor:default}
nav output{flex:1;text-align:center;font-size:14px;font-variant-numeric:tabular-nums}
.deck .step{display:none}
.deck .step.now{display:block;border-top:0;margin-top:0}
.deck .step:focus{outline:none}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.only-dark{display:none}
@media print{.deck .step{display:block;break-inside:avoid}.deck nav{display:none}}
@media (max-width:640px){header,main,.appendix,footer,.deck nav{padding-left:14px;padding-right:14px}.figure{overflow-x:auto}.figure svg{min-width:720px}h1{font-size:24px}h2{font-size:19px}}
)";

constexpr std::string_view kDarkStyle =
    ":root{--paper:#14171c;--ink:#e8eaed;--soft:#a7b0ba;--rule:#363d47;--link:#7cc4f0;--mark:#ffd166;--card:#2a3038}"
    ".only-light{display:none}.only-dark{display:block}";

// One step at a time. Keys that a reader uses in a table or a form are left alone.
constexpr std::string_view kScript = R"(
(function(){
var steps=[].slice.call(document.querySelectorAll('.step'));if(steps.length<2)return;
var body=document.body,out=document.getElementById('where'),back=document.getElementById('back'),next=document.getElementById('next'),now=0;
function show(i,focus){now=Math.max(0,Math.min(steps.length-1,i));
steps.forEach(function(s,k){s.classList.toggle('now',k===now)});
out.textContent='Step '+(now+1)+' of '+steps.length;back.disabled=now===0;next.disabled=now===steps.length-1;
if(focus){history.replaceState(null,'','#'+steps[now].id);steps[now].focus({preventScroll:true});steps[now].scrollIntoView({block:'start'})}}
function of(hash){var e=hash&&document.getElementById(hash.slice(1));return e?steps.indexOf(e.closest('.step')):-1}
body.classList.add('deck');back.onclick=function(){show(now-1,true)};next.onclick=function(){show(now+1,true)};
document.addEventListener('keydown',function(e){if(e.ctrlKey||e.altKey||e.metaKey||e.shiftKey||e.target.closest&&e.target.closest('.scroll'))return;
var k=e.key,i=k==='ArrowRight'||k==='PageDown'?now+1:k==='ArrowLeft'||k==='PageUp'?now-1:k==='Home'?0:k==='End'?steps.length-1:-9;
if(i===-9)return;e.preventDefault();show(i,true)});
var x=0,y=0,one=false;
document.querySelector('main').addEventListener('touchstart',function(e){one=e.touches.length===1;x=e.touches[0].clientX;y=e.touches[0].clientY},{passive:true});
document.querySelector('main').addEventListener('touchend',function(e){if(!one)return;var t=e.changedTouches[0],dx=t.clientX-x,dy=t.clientY-y;
if(Math.abs(dx)>60&&Math.abs(dx)>2*Math.abs(dy))show(now+(dx<0?1:-1),true)},{passive:true});
window.addEventListener('hashchange',function(){var i=of(location.hash);if(i>=0)show(i,false)});
show(Math.max(0,of(location.hash)),false)})();
)";

std::string references(const std::vector<size_t>& numbers) {
    std::string out;
    for (const size_t number : numbers)
        out += fmt::format("{}<a href=\"#source-{}\">{}</a>", out.empty() ? "" : ", ", number, number);
    return out;
}

std::string source_link(const HtmlSource& source) {
    if (source.url.empty()) return escaped(source.words);
    return fmt::format("<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>", escaped(source.url), escaped(source.words));
}

std::string paragraph(std::string_view css_class, const std::string& text) {
    return text.empty() ? std::string() : fmt::format("<p class=\"{}\">{}</p>\n", css_class, escaped(text));
}

}  // namespace

std::string html_document(const HtmlDocument& document) {
    ThemeClasses themes;
    std::string steps;
    for (size_t i = 0; i < document.steps.size(); ++i) {
        const HtmlStep& step = document.steps[i];
        steps += fmt::format("<section class=\"step\" id=\"step-{0}\" tabindex=\"-1\" aria-labelledby=\"step-{0}-title\">\n", i + 1);
        if (document.steps.size() > 1) steps += fmt::format("<p class=\"kicker\">Step {} of {}</p>\n", i + 1, document.steps.size());
        steps += fmt::format("<h2 id=\"step-{}-title\">{}{}</h2>\n", i + 1, escaped(step.headline),
                             step.cited.empty() ? "" : " <sup>" + references(step.cited) + "</sup>");
        steps += paragraph("caption", step.caption);
        steps += fmt::format("<figure class=\"figure\" aria-describedby=\"step-{}-words\">\n", i + 1);
        if (const auto one = themes.merged(step.svg_light, step.svg_dark)) {
            steps += *one;
        } else {
            steps += "<div class=\"only-light\">\n" + step.svg_light + "</div>\n<div class=\"only-dark\">\n" + step.svg_dark + "</div>\n";
        }
        steps += "</figure>\n";
        if (!step.notes.empty()) {
            steps += "<h3 class=\"hidden\">Sources of this step</h3>\n<ol class=\"notes\">\n";
            for (const size_t note : step.notes)
                steps += fmt::format("<li><span class=\"n\"><a href=\"#source-{0}\">{0}</a></span> {1}</li>\n", note,
                                     source_link(document.sources[note - 1]));
            steps += "</ol>\n";
        }
        steps += fmt::format("<details><summary>The figure in words</summary><pre id=\"step-{}-words\">{}</pre></details>\n", i + 1,
                             escaped(step.description));
        steps += paragraph("print", step.small_print);
        steps += "</section>\n";
    }

    std::string out = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src "
        "'unsafe-inline'\">\n"
        "<meta name=\"generator\" content=\"{}\">\n<meta name=\"description\" content=\"{}\">\n<meta name=\"chokepoint\" content=\"{}\">\n"
        "<title>{}</title>\n",
        escaped(document.language), escaped(document.program),
        escaped(document.question.empty() ? document.title : document.question), escaped(document.metadata), escaped(document.title));
    out += "<style>";
    out += kStyle;
    out += themes.css(false) + "\n@media (prefers-color-scheme:dark){" + std::string(kDarkStyle) + themes.css(true) + "}\n";
    out += "@media print{" + themes.css(false) + "}\n</style>\n</head>\n<body>\n<header>\n";
    out += paragraph("kicker", document.kicker);
    out += "<h1>" + escaped(document.title) + "</h1>\n";
    out += paragraph("question", document.question);
    out += paragraph("summary", document.summary);
    out += "</header>\n<main>\n" + steps + "</main>\n";
    if (document.steps.size() > 1)
        out += "<nav aria-label=\"Steps\"><button type=\"button\" id=\"back\">\xE2\x86\x90 Back</button>"
               "<output id=\"where\" aria-live=\"polite\"></output>"
               "<button type=\"button\" id=\"next\">Next \xE2\x86\x92</button></nav>\n";

    const bool has_steps = document.steps.size() > 1;
    out += fmt::format("<section class=\"appendix\" aria-labelledby=\"events-title\">\n<h2 id=\"events-title\">The events as text</h2>\n"
                       "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Table of the events\">"
                       "<table aria-labelledby=\"events-title\">\n<thead><tr><th scope=\"col\">Date</th><th scope=\"col\">Event</th>"
                       "<th scope=\"col\">Status</th>{}<th scope=\"col\">Sources</th></tr></thead>\n<tbody>\n",
                       has_steps ? "<th scope=\"col\">Steps</th>" : "");
    for (const HtmlEvent& event : document.events)
        out += fmt::format("<tr><td>{}</td><th scope=\"row\">{}</th><td>{}</td>{}<td class=\"refs\">{}</td></tr>\n", escaped(event.date),
                           escaped(event.title), escaped(event.status), has_steps ? "<td>" + escaped(event.steps) + "</td>" : "",
                           references(event.sources));
    out += "</tbody>\n</table></div>\n</section>\n";
    out += "<section class=\"appendix\" aria-labelledby=\"sources-title\">\n<h2 id=\"sources-title\">Sources</h2>\n<ol class=\"sources\">\n";
    for (size_t i = 0; i < document.sources.size(); ++i) {
        const HtmlSource& source = document.sources[i];
        out += fmt::format("<li id=\"source-{}\">{}{}</li>\n", i + 1, source_link(source),
                           source.note.empty() ? "" : " <span class=\"print\">" + escaped(source.note) + "</span>");
    }
    out += "</ol>\n</section>\n<footer>\n" + paragraph("print", document.data_words + " \xC2\xB7 " + document.program) + "</footer>\n";
    if (has_steps) {
        out += "<script>";
        out += kScript;
        out += "</script>\n";
    }
    return out + "</body>\n</html>\n";
}

}  // namespace choke
