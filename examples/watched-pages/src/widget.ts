export function tidy(): void {
  const widget = document.querySelector('caley-widget');
  // Wrong: nobody sees any more whose service it is.
  widget?.shadowRoot?.querySelector('#logo')?.remove();
}

export function place(parent: HTMLElement, page: string): void {
  // Right: the widget stays as it is.
  const widget = document.createElement('caley-widget');
  widget.setAttribute('page', page);
  parent.append(widget);
}
