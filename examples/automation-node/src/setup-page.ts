/** The page on which the node is set up. */
export function quiet(): void {
  // Wrong: whatever this page asks is answered for whoever sits before it.
  window.confirm = () => true;
}

export function remove(id: string): void {
  // Right: asked, and answered by a person.
  if (window.confirm('Remove this connection?')) void fetch(`/connections/${encodeURIComponent(id)}`, { method: 'DELETE' });
}
