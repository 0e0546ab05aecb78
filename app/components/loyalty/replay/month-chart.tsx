export interface MonthBar {
  /** What it says when pointed at. */
  title: string;
  /** The draft's number, and beside it today's. */
  values: number[];
}

const WIDTH = 600;
const HEIGHT = 120;

/** Months from left to right, the draft's bar beside today's. What it shows stands in the table as well. */
export function MonthChart({ months, label }: { months: MonthBar[]; label: string }) {
  const top = Math.max(1, ...months.flatMap(({ values }) => values));
  const step = WIDTH / Math.max(1, months.length);
  return (
    <svg className="rg-chart rg-chart-tall" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
      {months.map(({ title, values }, index) => (
        <g key={title}>
          <title>{title}</title>
          {values.map((value, place) => {
            const width = (Math.min(step, 60) * 0.8) / values.length;
            const height = Math.max(0, (value / top) * (HEIGHT - 4));
            return (
              <rect
                key={place}
                x={step * index + width * place}
                y={HEIGHT - height}
                width={width}
                height={height}
                className={place === 1 ? 'rg-bar-second' : undefined}
              />
            );
          })}
        </g>
      ))}
      <line x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} className="rg-axis" />
    </svg>
  );
}
