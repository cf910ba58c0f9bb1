/**
 * How does the bench take and print figures? Milliseconds of this machine, and
 * megabytes of this process. Must not know what is measured.
 */
export interface Spread {
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  /** How many were measured. */
  readonly count: number;
}

export interface Timed<T> {
  /** Milliseconds on the wall. */
  readonly took: number;
  /** Milliseconds of processor, all threads of this process (collector and compiler too): what holds on a busy machine. */
  readonly cpu: number;
  readonly result: T;
}

export function time<T>(work: () => T): Timed<T> {
  const before = process.cpuUsage();
  const start = performance.now();
  const result = work();
  const took = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { took, cpu: (user + system) / 1000, result };
}

export function spreadOf(times: readonly number[]): Spread {
  const sorted = [...times].sort((a, b) => a - b);
  const quantile = (share: number): number => round(sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0);
  return { p50: quantile(0.5), p95: quantile(0.95), max: quantile(1), count: sorted.length };
}

/** To hundredths. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Resident now, and the most it ever was. */
export function memoryNow(): { readonly resident: number; readonly peak: number } {
  const megabyte = 1024 * 1024;
  // maxRSS is in kilobytes: https://nodejs.org/api/process.html#processresourceusage
  return { resident: Math.round(process.memoryUsage.rss() / megabyte), peak: Math.round(process.resourceUsage().maxRSS / 1024) };
}

/** Where Node was started with --expose-gc. */
export function collectGarbage(): void {
  (globalThis as { gc?: () => void }).gc?.();
}

export function ms(value: number): string {
  return `${value.toFixed(value < 100 ? 1 : 0)} ms`.padStart(9);
}

export function grouped(count: number): string {
  return Math.round(count).toLocaleString('en-US');
}
