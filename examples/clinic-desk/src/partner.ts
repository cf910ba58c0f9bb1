/** What the partner's extension does: it greets. */
export function start(): void {
  document.title = 'Welcome';
}
