// What of the drawing is seen: the view box of the SVG, moved and zoomed by pointers, the wheel and keys.

export interface View {
  /** Shows all of it. */
  readonly fit: () => void;
  readonly zoom: (factor: number) => void;
  /** By parts of what is seen. */
  readonly pan: (x: number, y: number) => void;
  /** Brings a part into sight, in the drawing's units, and no nearer than it can be read. */
  readonly show: (part: DOMRect) => void;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const nearest = 8;
const wheelStep = 1.0015;

export function makeView(svg: SVGSVGElement): View {
  const whole: Box = svg.viewBox.baseVal;
  const start = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  let seen: Box = start;
  /** Scene units for a pixel. */
  const unit = () => Math.max(seen.width / svg.clientWidth, seen.height / svg.clientHeight);
  const show = (next: Box) => {
    seen = next;
    svg.setAttribute('viewBox', `${next.x} ${next.y} ${next.width} ${next.height}`);
  };
  /** Around a point of the drawing, which stays where it is. */
  const zoomAt = (factor: number, x: number, y: number) => {
    const width = Math.min(start.width * 2, Math.max(svg.clientWidth / nearest, seen.width / factor));
    const scale = width / seen.width;
    show({
      x: x - (x - seen.x) * scale,
      y: y - (y - seen.y) * scale,
      width,
      height: seen.height * scale,
    });
  };
  const at = (event: MouseEvent): DOMPoint => {
    const matrix = svg.getScreenCTM();
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix?.inverse());
  };
  const pan = (x: number, y: number) => show({ ...seen, x: seen.x + x, y: seen.y + y });
  const centre = () => [seen.x + seen.width / 2, seen.y + seen.height / 2] as const;

  svg.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const { x, y } = at(event);
      zoomAt(wheelStep ** -(event.deltaMode === 1 ? event.deltaY * 20 : event.deltaY), x, y);
    },
    { passive: false },
  );
  listenToPointers(svg, { pan: (x, y) => pan(x * unit(), y * unit()), zoomAt, at });
  return {
    fit: () => show(start),
    zoom: (factor) => zoomAt(factor, ...centre()),
    pan: (x, y) => pan(x * seen.width, y * seen.height),
    show: (part) => {
      const width = Math.min(start.width, Math.max(part.width * 1.6, svg.clientWidth / 1.25));
      const height = Math.max(part.height * 1.6, (width * svg.clientHeight) / svg.clientWidth);
      show({ x: part.x + part.width / 2 - width / 2, y: part.y + part.height / 2 - height / 2, width, height });
    },
  };
}

interface Moves {
  /** By pixels. */
  readonly pan: (x: number, y: number) => void;
  readonly zoomAt: (factor: number, x: number, y: number) => void;
  readonly at: (event: MouseEvent) => DOMPoint;
}

/** As far as a pointer may move and still click, in pixels. */
const trembling = 4;

function distance(one: MouseEvent, other: MouseEvent): number {
  return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
}

/** One pointer drags, two pinch. */
function listenToPointers(svg: SVGSVGElement, { pan, zoomAt, at }: Moves): void {
  const pointers = new Map<number, PointerEvent>();
  /** Where the pointer went down; none while it drags or pinches. */
  let pressed: PointerEvent | undefined;
  const spread = () => {
    const [one, other] = [...pointers.values()];
    return one === undefined || other === undefined ? 0 : distance(one, other);
  };
  svg.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    pointers.set(event.pointerId, event);
    pressed = event;
  });
  svg.addEventListener('pointermove', (event) => {
    const before = pointers.get(event.pointerId);
    if (before === undefined) return;
    // A hand that trembles clicks. A captured pointer would click the drawing and nothing in it.
    if (pressed !== undefined && distance(pressed, event) <= trembling && pointers.size === 1) return;
    pressed = undefined;
    if (!svg.hasPointerCapture(event.pointerId)) svg.setPointerCapture(event.pointerId);
    const far = spread();
    pointers.set(event.pointerId, event);
    if (pointers.size === 1) {
      pan(before.clientX - event.clientX, before.clientY - event.clientY);
    } else if (far > 0) {
      const { x, y } = at(event);
      zoomAt(spread() / far, x, y);
    }
  });
  for (const end of ['pointerup', 'pointercancel'] as const) {
    svg.addEventListener(end, (event) => {
      pointers.delete(event.pointerId);
    });
  }
}
