/** What people read when something fails. */

export function problem(status: number): string {
  // Wrong: written for a colleague, read by a customer.
  if (status === 409) return 'Somebody fucked up the calendar again.';
  // Right: what happened, and what to do.
  return 'The time was taken meanwhile. Please choose another one.';
}
