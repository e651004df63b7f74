// Scene -> one HTML page that stands alone, for people who have no editor: the SVG, and a script that pans, zooms, finds and
// tells. It loads nothing and runs nothing but that script, which its policy names by its hash.

import { pageData } from './page-data.ts';
import { pageScript } from './page-script.ts';
import { pageStyle } from './page-style.ts';
import type { Scene } from '../scene.ts';
import { indexPlaces } from '../scene-index.ts';
import { sha256 } from './sha256.ts';
import { svg, svgStyle, tooltips, type SvgLook } from './svg.ts';
import { escaped } from './xml.ts';

/** The drawing as the text of an HTML file. */
export function page(scene: Scene, title = 'Mail routing topology', look: SvgLook = {}): string {
  const index = indexPlaces(scene.places);
  const data = JSON.stringify(pageData(index, tooltips(scene, look))).replaceAll(/[<>&\u2028\u2029]/g, asEscape);
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy(svgStyle(scene, look))}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta name="color-scheme" content="${look.theme ?? 'light dark'}">`,
    `<title>${escaped(title)}</title>`,
    `<style>${pageStyle}</style>`,
    '</head>',
    '<body>',
    '<header>',
    `<h1>${escaped(title)}</h1>`,
    '<label>Find <input id="find" type="search" placeholder="name, domain, IP address" autocomplete="off"></label>',
    '<output id="count" for="find"></output>',
    '<span><button type="button" id="out" aria-label="Zoom out">−</button> <button type="button" id="in" aria-label="Zoom in">+</button> <button type="button" id="fit">Fit</button></span>',
    '</header>',
    '<main>',
    '<div id="drawing">',
    svg(scene, title, look).trimEnd(),
    '</div>',
    '<ul id="found" aria-label="Found" hidden></ul>',
    '<aside id="details" aria-label="Details" tabindex="-1" hidden></aside>',
    '</main>',
    `<script type="application/json" id="data">${data}</script>`,
    `<script>${pageScript}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function policy(drawingStyle: string): string {
  const hash = (text: string) => `'sha256-${sha256(text)}'`;
  return [
    "default-src 'none'",
    `script-src ${hash(pageScript)}`,
    `style-src ${hash(pageStyle)} ${hash(drawingStyle)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function asEscape(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
