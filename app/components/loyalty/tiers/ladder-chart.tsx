import type { HistogramBar } from './histogram';

const WIDTH = 600;
const HEIGHT = 120;

export interface LadderMark {
  label: string;
  /** Share of the width, 0 to 1. */
  place: number;
}

/** How many customers have how much, with a line at each tier's threshold. What it shows stands in the table as well. */
export function LadderChart({ bars, titles, marks, label }: { bars: HistogramBar[]; titles: string[]; marks: LadderMark[]; label: string }) {
  const top = Math.max(1, ...bars.map(({ members }) => members));
  const step = WIDTH / Math.max(1, bars.length);
  return (
    <div className="rg-ladder">
      <svg className="rg-chart rg-chart-tall" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
        {bars.map((bar, index) => {
          const height = bar.members === 0 ? 0 : Math.max(2, (bar.members / top) * (HEIGHT - 4));
          const place = (index + 0.5) / bars.length;
          const tier = marks.filter((mark) => mark.place <= place).length;
          return (
            <g key={bar.from.toString()}>
              <title>{titles[index]}</title>
              <rect x={step * (index + 0.1)} y={HEIGHT - height} width={step * 0.8} height={height} className={`rg-tier-${Math.min(tier, 4)}`} />
            </g>
          );
        })}
        <line x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} className="rg-axis" />
      </svg>
      {marks.map((mark, index) => (
        <span key={index} className="rg-ladder-mark" style={{ insetInlineStart: `${mark.place * 100}%` }} aria-hidden>
          <span>{mark.label}</span>
        </span>
      ))}
    </div>
  );
}
