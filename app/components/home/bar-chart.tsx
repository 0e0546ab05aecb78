/** One bar: its parts from the bottom up, and what it says when pointed at. */
export interface Bar {
  label: string;
  parts: number[];
}

const HEIGHT = 48;
const WIDTH = 240;
const GAP = 0.2;

/** Small bars, one a day. What they show stands in a table as well, so a screen reader is only told what the picture is of. */
export function BarChart({ bars, label }: { bars: Bar[]; label: string }) {
  const top = Math.max(1, ...bars.map((bar) => bar.parts.reduce((sum, part) => sum + Math.max(0, part), 0)));
  const step = WIDTH / Math.max(1, bars.length);
  return (
    <svg className="rg-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
      {bars.map((bar, position) => (
        <Stack key={bar.label} bar={bar} x={step * (position + GAP / 2)} width={Math.min(step * (1 - GAP), 40)} scale={(HEIGHT - 2) / top} />
      ))}
    </svg>
  );
}

function Stack({ bar, x, width, scale }: { bar: Bar; x: number; width: number; scale: number }) {
  let base = HEIGHT;
  const rects = bar.parts.map((part, index) => {
    const height = Math.max(0, part) * scale;
    base -= height;
    return height > 0 ? <rect key={index} x={x} y={base} width={width} height={height} className={index === 1 ? 'rg-bar-second' : undefined} /> : null;
  });
  return (
    <g>
      <title>{bar.label}</title>
      {rects.some(Boolean) ? rects : <rect x={x} y={HEIGHT - 1} width={width} height={1} className="rg-bar-empty" />}
    </g>
  );
}
