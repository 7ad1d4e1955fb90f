/** Bars over days, drawn on the server: SVG that takes its colours from the page. */
import type { EChartsOption } from 'echarts'

export interface Bars {
  /** What the picture shows, for people who hear it: "Gross volume, last 30 days". */
  title: string
  labels: readonly string[]
  values: readonly number[]
  /** How one value reads: `$1,234.56`. */
  format: (value: number) => string
}

interface Size {
  width: number
  height: number
}

/** A drawing is scaled to its frame, so text that reads well on a desk would be tiny on a phone. */
const WIDE: Size = { width: 680, height: 220 }
const NARROW: Size = { width: 300, height: 170 }

/**
 * Two `<svg>` elements as text, of which the style sheet shows the one that fits; safe to put into a
 * page as they are, since labels are escaped by ECharts.
 */
export async function drawBars(bars: Bars): Promise<string> {
  const [wide, narrow] = await Promise.all([draw(bars, WIDE), draw(bars, NARROW)])
  return `<div class="chart-wide">${wide}</div><div class="chart-narrow">${narrow}</div>`
}

// Loaded lazily: the library is large and most requests draw nothing.
async function draw(bars: Bars, size: Size): Promise<string> {
  const echarts = await import('echarts')
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, ...size })
  try {
    chart.setOption(optionsOf(bars))
    return asFigure(chart.renderToSVGString({ useViewBox: true }), bars.title)
  } finally {
    chart.dispose()
  }
}

// Without animation: a server has one frame, and it would be caught half drawn.
function optionsOf({ title, labels, values, format }: Bars): EChartsOption {
  const quiet = { color: 'var(--text-muted)', fontFamily: 'inherit', fontSize: 11 }
  return {
    animation: false,
    aria: { enabled: true, label: { description: title } },
    grid: { left: 4, right: 4, top: 12, bottom: 4, containLabel: true },
    xAxis: {
      type: 'category',
      data: [...labels],
      axisTick: { show: false },
      axisLine: { lineStyle: { color: 'var(--border)' } },
      axisLabel: { ...quiet, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      splitNumber: 3,
      axisLabel: { ...quiet, formatter: (value: number) => format(value) },
      splitLine: { lineStyle: { color: 'var(--border)', type: 'dashed' } },
    },
    series: [
      {
        type: 'bar',
        data: [...values],
        barCategoryGap: '28%',
        itemStyle: { color: 'var(--accent-mark)', borderRadius: [3, 3, 0, 0] },
      },
    ],
  }
}

/**
 * What our content security policy lets through: inline styles become attributes, the style sheet
 * for hovering goes, and the picture says what it shows.
 */
function asFigure(svg: string, title: string): string {
  const label = title.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ style="([^"]*)"/g, (_, declarations: string) => attributesOf(declarations))
    .replace(/ class="[^"]*"/g, '')
    .replace(/^<svg width="\d+" height="\d+"/, `<svg role="img" aria-label="${label}"`)
}

function attributesOf(declarations: string): string {
  const pairs = declarations.split(';').filter(Boolean)
  return pairs.map((pair) => ` ${pair.replace(/^([^:]*):(.*)$/, '$1="$2"')}`).join('')
}
