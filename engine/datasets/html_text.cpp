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
    // darkest three are lightened. Orange and blue are left to the baseline and the model. Text in the colour of errors
    // is darker than their marks: it needs a contrast of 4.5.
    return R"(
:root { color-scheme: light dark;
  --page: #F7F7F5; --panel: #FFFFFF; --line: #E3E3E0; --text: #1F2328; --soft: #667085; --link: #0072B2;
  --error: #B84F00; --warning: #8A5A00; --note: #667085; --mark: #D55E00; --other: #A0A0A0;
  --g0: #332288; --g1: #88CCEE; --g2: #44AA99; --g3: #117733; --g4: #999933;
  --g5: #DDCC77; --g6: #CC6677; --g7: #882255; --g8: #AA4499; --g9: #6699CC; }
@media (prefers-color-scheme: dark) { :root {
  --page: #16181C; --panel: #1E2126; --line: #2C3036; --text: #E6E8EB; --soft: #98A2B3; --link: #4DA3E0;
  --error: #FF8A4C; --warning: #F0B429; --note: #98A2B3; --mark: #FF8A4C; --other: #777777;
  --g0: #8877DD; --g3: #44AA55; --g7: #C4608F; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1280px; padding: 24px; background: var(--page); color: var(--text);
  font: 13px/20px system-ui, sans-serif; }
h1 { font-size: 20px; line-height: 28px; font-weight: 600; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 15px; font-weight: 600; margin: 0 0 8px; }
p { margin: 4px 0 0; max-width: 100ch; overflow-wrap: anywhere; }
.soft { color: var(--soft); } a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(120px, 1fr)); gap: 16px; margin: 16px 0; }
section, .tiles a { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: 12px;
  min-width: 0; }
.tiles a { color: var(--soft); } .tiles b { display: block; font-size: 20px; line-height: 28px; font-weight: 600;
  font-variant-numeric: tabular-nums; color: var(--text); }
.tiles b.error { color: var(--error); } .tiles b.warning { color: var(--warning); }
main, .columns { display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr); align-items: start; }
.columns { grid-template-columns: repeat(auto-fit, minmax(min(100%, 360px), 1fr)); }
@media (min-width: 1600px) { body { max-width: 1872px; }
  main { grid-template: auto 1fr / minmax(0, 8fr) minmax(0, 5fr); }
  #problems { grid-area: 1 / 2 / 3; } #tracks { grid-column: 1 / -1; } }
table { border-collapse: collapse; width: 100%; } table + table { margin-top: 12px; } .wide { overflow-x: auto; }
th, td { text-align: left; padding: 3px 8px; border-bottom: 1px solid var(--line); vertical-align: top; }
th:first-child, td:first-child { padding-left: 0; } th:last-child, td:last-child { padding-right: 0; }
tr:last-child td { border-bottom: 0; } th { color: var(--soft); font-weight: 500; background: var(--panel); }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.w { overflow-wrap: anywhere; min-width: 160px; } tr.all td { font-weight: 600; }
td.n + td:not(.n), th.n + th:not(.n) { padding-left: 24px; }
#tracks td:nth-child(2) { min-width: 112px; } #tracks td:nth-child(8) { width: 30%; }
@media (min-width: 1000px) { .wide { overflow: visible; } .wide th { position: sticky; top: 0; } }
.error { color: var(--error); } .warning { color: var(--warning); } .note { color: var(--note); }
details { border-top: 1px solid var(--line); } summary { cursor: pointer; padding: 6px 0; list-style: none; display: grid;
  grid-template-columns: 16px 40px 64px 1fr; align-items: baseline; }
summary::-webkit-details-marker { display: none; } summary::before { content: "\25B8"; color: var(--soft); }
details[open] > summary::before { content: "\25BE"; } summary b { font-variant-numeric: tabular-nums; }
details table { margin: 0 0 8px 120px; width: calc(100% - 120px); table-layout: fixed; }
details td { overflow-wrap: anywhere; } details td:first-child { width: var(--id); }
@media (max-width: 700px) { details table { margin-left: 0; width: 100%; } details td:first-child { width: 40%; } }
:target { outline: 2px solid #CC79A7; outline-offset: 2px; }
.plot { overflow-x: auto; } svg { display: block; width: 100%; min-width: 640px; height: auto; }
svg text { font: 11px system-ui, sans-serif; fill: var(--soft); font-variant-numeric: tabular-nums; }
svg .title { fill: var(--text); } .grid { stroke: var(--line); } .axis { stroke: var(--soft); }
.mark { stroke: var(--mark); stroke-dasharray: 4 3; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 8px 0; }
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
