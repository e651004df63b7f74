// What is seen, told to whoever exports it; and the text of an SVG file painted into a picture.

import { zoomTransform } from 'd3';
import type { Answer } from '#core/answer';
import type { PageAnswer, PageQuestion, PreviewLook } from '#core/protocol/preview';
import { downNow, type Moment } from './moment.ts';

/** What of the drawing is in the window, and what lies on it. */
export function lookAt(drawing: HTMLElement, moment: Moment): PreviewLook {
  const { k, x, y } = zoomTransform(drawing);
  const { selected, shown } = moment.kept;
  return {
    view: { x: -x / k, y: -y / k, width: drawing.clientWidth / k, height: drawing.clientHeight / k },
    selected,
    down: downNow(moment),
    message: shown?.message ?? null,
  };
}

/** Paints what was asked for and says what came of it. */
export async function paint({ request, svg, copy }: Extract<PageQuestion, { type: 'paint' }>): Promise<PageAnswer> {
  return { type: 'painted', request, answer: await painted(svg, copy) };
}

async function painted(svg: string, copy: boolean): Promise<Answer<string>> {
  try {
    const png = await rasterised(svg);
    if (!copy) return { ok: true, value: await inBase64(png) };
    await focused();
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
    return { ok: true, value: '' };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const what = copy ? 'copied. Export it as PNG instead' : 'painted. Export it as SVG instead';
    return { ok: false, error: `The picture could not be ${what}. (${reason})` };
  }
}

/** How long the focus may take to come, in milliseconds; who writes to the clipboard without it is told so. */
const longestWait = 2000;

async function focused(): Promise<void> {
  window.focus();
  if (document.hasFocus()) return;
  await new Promise<void>((resolve) => {
    const go = () => {
      clearTimeout(timer);
      window.removeEventListener('focus', go);
      resolve();
    };
    const timer = setTimeout(go, longestWait);
    window.addEventListener('focus', go);
  });
}

/** Pixels for a unit of the scene, and how large a picture gets at most, so that every browser can paint it. */
const sharpness = 2;
const longestSide = 8192;
const mostPixels = 32_000_000;

async function rasterised(text: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const scale = Math.min(sharpness, longestSide / Math.max(width, height), Math.sqrt(mostPixels / (width * height)));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('This browser has no canvas.');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob === null ? reject(new Error('It is too large.')) : resolve(blob)), 'image/png');
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

async function inBase64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
