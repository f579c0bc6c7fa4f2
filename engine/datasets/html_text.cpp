// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/datasets/html_text.h"

#include "engine/core/printable.h"

namespace tempo {

std::string htmlText(std::string_view bytes)
{
    std::string text;
    for (const char character : printable(bytes)) {
        switch (character) {
        case '&':
            text += "&amp;";
            break;
        case '<':
            text += "&lt;";
            break;
        case '>':
            text += "&gt;";
            break;
        case '"':
            text += "&quot;";
            break;
        case '\'':
            text += "&#39;";
            break;
        default:
            text += character;
        }
    }
    return text;
}

std::string_view reportStyle()
{
    // The genres' hues are Paul Tol's "muted" set, which all kinds of colour vision can tell apart; on dark ground the
    // darkest three are lightened. Orange and blue are left to the baseline and the model.
    return R"(
:root { color-scheme: light dark;
  --page: #F7F7F5; --panel: #FFFFFF; --line: #E3E3E0; --text: #1F2328; --soft: #667085; --link: #0072B2;
  --error: #D55E00; --warning: #8A5A00; --note: #667085; --other: #A0A0A0;
  --g0: #332288; --g1: #88CCEE; --g2: #44AA99; --g3: #117733; --g4: #999933;
  --g5: #DDCC77; --g6: #CC6677; --g7: #882255; --g8: #AA4499; --g9: #6699CC; }
@media (prefers-color-scheme: dark) { :root {
  --page: #16181C; --panel: #1E2126; --line: #2C3036; --text: #E6E8EB; --soft: #98A2B3; --link: #4DA3E0;
  --error: #FF8A4C; --warning: #F0B429; --note: #98A2B3; --other: #777777;
  --g0: #8877DD; --g3: #44AA55; --g7: #C4608F; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1200px; padding: 24px; background: var(--page); color: var(--text);
  font: 13px/1.5 system-ui, sans-serif; }
h1 { font-size: 20px; font-weight: 600; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 15px; font-weight: 600; margin: 0 0 8px; }
p { margin: 4px 0 0; } .soft { color: var(--soft); } a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
section { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: 12px; margin-top: 16px; }
.tiles { display: flex; flex-wrap: wrap; gap: 16px; margin-top: 16px; }
.tiles > * { flex: 1 1 120px; background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: 12px;
  color: var(--text); }
.tiles b { display: block; font-size: 20px; font-weight: 600; font-variant-numeric: tabular-nums; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(320px, 1fr)); gap: 0 16px; align-items: start; }
table { border-collapse: collapse; width: 100%; } .wide { overflow-x: auto; }
th, td { text-align: left; padding: 4px 8px; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--soft); font-weight: 500; } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
td.w { overflow-wrap: anywhere; min-width: 160px; }
.error { color: var(--error); } .warning { color: var(--warning); } .note { color: var(--note); }
details { border-bottom: 1px solid var(--line); } summary { cursor: pointer; padding: 6px 0; }
summary b { display: inline-block; min-width: 48px; text-align: right; margin-right: 8px; font-variant-numeric: tabular-nums; }
:target { outline: 2px solid #CC79A7; outline-offset: 2px; }
svg { display: block; width: 100%; height: auto; } svg text { font: 11px system-ui, sans-serif; fill: var(--soft); }
.grid { stroke: var(--line); } .mark { stroke: var(--error); stroke-dasharray: 4 3; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 16px; margin-top: 8px; }
.legend i { display: inline-block; width: 10px; height: 10px; border-radius: 2px; margin-right: 6px; }
.g0 { fill: var(--g0); background: var(--g0); } .g1 { fill: var(--g1); background: var(--g1); }
.g2 { fill: var(--g2); background: var(--g2); } .g3 { fill: var(--g3); background: var(--g3); }
.g4 { fill: var(--g4); background: var(--g4); } .g5 { fill: var(--g5); background: var(--g5); }
.g6 { fill: var(--g6); background: var(--g6); } .g7 { fill: var(--g7); background: var(--g7); }
.g8 { fill: var(--g8); background: var(--g8); } .g9 { fill: var(--g9); background: var(--g9); }
.other { fill: var(--other); background: var(--other); }
)";
}

} // namespace tempo
