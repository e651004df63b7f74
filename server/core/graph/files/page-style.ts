// The style of the page around a drawing. Its colours are the drawing's variables, so both are light or dark together.

export const pageStyle = `
html, body { margin: 0; height: 100%; }
body { display: flex; flex-direction: column; font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: var(--ink); background: var(--ground); }
header { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; padding: 8px 12px; border-bottom: 1px solid var(--group-line); background: var(--group); }
h1 { font-size: 15px; margin: 0; margin-right: auto; overflow-wrap: anywhere; }
h1, li b, li small { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
h2 { font-size: 16px; margin: 0 0 4px; overflow-wrap: anywhere; } h3 { font-size: 12px; margin: 12px 0 4px; color: var(--faint); }
header > label, header > output, header > span { display: none; }
.running header > label, .running header > output { display: inline; } .running header > span { display: inline-flex; gap: 4px; }
#count { color: var(--faint); min-width: 5em; }
input, button { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--line); border-radius: 4px; padding: 3px 8px; }
input { width: min(19em, 60vw); margin-left: 6px; } button { cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
main { position: relative; flex: 1; min-height: 0; }
#drawing { position: absolute; inset: 0; overflow: auto; }
.running #drawing { overflow: hidden; }
.running #drawing > svg { display: block; width: 100%; height: 100%; touch-action: none; cursor: grab; }
#drawing > svg:focus-visible { outline-offset: -3px; }
#found, #details { position: absolute; box-sizing: border-box; margin: 0; background: var(--ground); border: 1px solid var(--group-line); border-radius: 6px; overflow: auto; box-shadow: 0 2px 10px #0003; }
#found { top: 8px; left: 8px; width: min(22em, 45%); max-height: calc(100% - 16px); padding: 4px; }
#details { top: 8px; right: 8px; width: min(24em, 50%); max-height: calc(100% - 16px); padding: 10px 12px; }
#found[hidden], #details[hidden] { display: none; }
#details > button { float: right; } #details > p { margin: 4px 0; overflow-wrap: anywhere; }
ul { list-style: none; margin: 0; padding: 0; }
li > button { display: block; width: 100%; text-align: left; border-color: transparent; overflow-wrap: anywhere; }
li > button:hover { border-color: var(--line); } li small { color: var(--faint); font-size: 12px; }
.running .lines > g, .running .boxes > g, .running .labels > g { cursor: pointer; }
.lines > g:hover > .line { stroke-width: 3; }
.boxes .selected > .shape, .boxes .found > .shape { stroke: var(--accent); stroke-width: 2.5; }
.lines .selected > .line, .lines .found > .line { stroke: var(--accent); stroke-width: 4; }
.labels .selected > rect { stroke: var(--accent); stroke-width: 2; }
@media print { header > label, header > output, header > span, #found, #details { display: none !important; } }
`;
