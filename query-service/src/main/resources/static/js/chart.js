import { fullMoney, shortMoney } from './format.js';

const LIBRARY = '/webjars/echarts/5.5.0/echarts.common.min.js';
const dark = matchMedia('(prefers-color-scheme: dark)');
const still = matchMedia('(prefers-reduced-motion: reduce)');
let library = null;

/** The chart library comes when the first chart is shown, so that nothing else waits for it. */
function echarts() {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = LIBRARY;
    script.onload = () => resolve(window.echarts);
    script.onerror = () => {
      library = null;
      reject(new Error('the chart library did not load'));
    };
    document.head.append(script);
  });
  return library;
}

/** A line for the period, and a dashed one for the period before. */
export class SalesChart {
  #element;
  #chart = null;
  #series = null;
  #observer;
  #repaint = () => this.#paint();

  constructor(element) {
    this.#element = element;
    this.#observer = new ResizeObserver(() => this.#chart?.resize());
    this.#observer.observe(element);
    dark.addEventListener('change', this.#repaint);
  }

  /** Shows the series; `summary` is what it says to those who do not see it. */
  async show(series, summary) {
    this.#series = series;
    this.#element.setAttribute('aria-label', summary);
    try {
      const { init } = await echarts();
      if (this.#series && this.#element.isConnected) {
        this.#chart ??= init(this.#element, null, { renderer: 'canvas' });
        this.#paint();
      }
    } catch {
      this.#element.textContent = 'The chart cannot be drawn; the table below has its figures.';
    }
  }

  close() {
    this.#series = null;
    this.#observer.disconnect();
    dark.removeEventListener('change', this.#repaint);
    this.#chart?.dispose();
  }

  #paint() {
    if (!this.#chart || !this.#series) {
      return;
    }
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    const text = { color: colour('muted'), fontFamily: style.fontFamily, fontSize: 12 };
    const { labels, labelsBefore, now, before, currency } = this.#series;
    const line = { type: 'line', showSymbol: labels.length < 3, symbolSize: 6, emphasis: { disabled: true } };
    this.#chart.setOption({
      animation: !still.matches,
      animationDuration: 300,
      textStyle: text,
      grid: { left: 4, right: 12, top: 16, bottom: 4, containLabel: true },
      xAxis: {
        type: 'category', data: labels, boundaryGap: labels.length < 3,
        axisLine: { lineStyle: { color: colour('line') } }, axisTick: { show: false }, axisLabel: { ...text, hideOverlap: true, margin: 12 },
      },
      yAxis: {
        type: 'value', splitNumber: 4, splitLine: { lineStyle: { color: colour('line') } },
        axisLabel: { ...text, formatter: (value) => shortMoney(value, currency) },
      },
      tooltip: {
        trigger: 'axis', renderMode: 'richText', confine: true,
        backgroundColor: colour('raised'), borderColor: colour('line'), borderWidth: 1, padding: [8, 12],
        textStyle: { ...text, color: colour('text'), lineHeight: 20 },
        axisPointer: { lineStyle: { color: colour('muted'), type: 'solid' } },
        formatter: ([{ dataIndex }]) => `${labels[dataIndex]}   ${fullMoney(now[dataIndex], currency)}\n`
          + `${labelsBefore[dataIndex] ?? 'before'}   ${fullMoney(before[dataIndex] ?? 0, currency)}`,
      },
      series: [
        { ...line, name: 'before', data: before.slice(0, labels.length), z: 1, lineStyle: { width: 1.5, type: [4, 4], color: colour('muted') }, itemStyle: { color: colour('muted') } },
        { ...line, name: 'now', data: now, z: 2, lineStyle: { width: 2.5, color: colour('accent') }, itemStyle: { color: colour('accent') }, areaStyle: { color: colour('accent'), opacity: 0.1 } },
      ],
    });
  }
}
