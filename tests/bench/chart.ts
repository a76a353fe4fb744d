import { x } from 'xastscript';
import { toXml } from 'xast-util-to-xml';

/** A chart of named values as bars, an SVG. */
export function barChart(bars: readonly { name: string; value: number }[], title: string): string {
  const most = Math.max(...bars.map(({ value }) => value));
  const rows = bars.flatMap(({ name, value }, index) => {
    const y = TOP + index * ROW;
    const width = Math.max(1, Math.round((value / most) * WIDEST));
    const text = { y: y + 15, 'font-size': 13 };
    return [
      x('text', { ...text, x: LABELS - 8, 'text-anchor': 'end' }, name),
      x('rect', { x: LABELS, y, width, height: 20, fill: '#2f6f8f' }),
      x('text', { ...text, x: LABELS + width + 6 }, value.toFixed(1)),
    ];
  });
  const height = TOP + bars.length * ROW;
  return toXml(
    x(
      'svg',
      {
        xmlns: 'http://www.w3.org/2000/svg',
        viewBox: `0 0 800 ${String(height)}`,
        'font-family': 'sans-serif',
      },
      [
        x('rect', { width: 800, height, fill: '#fff' }),
        x('text', { x: LABELS, y: 20, 'font-size': 14 }, title),
        ...rows,
      ],
    ),
  );
}

const LABELS = 250;
const WIDEST = 480;
const TOP = 34;
const ROW = 28;
