interface Visit {
  readonly title: string;
  readonly notes: string;
}

async function visits(day: string): Promise<readonly Visit[]> {
  const response = await fetch(`https://api.caley.app/v1/bookings?day=${day}`, { signal: AbortSignal.timeout(5_000) });
  return (await response.json()) as readonly Visit[];
}

export async function show(day: string, board: HTMLElement): Promise<void> {
  // Wrong: whoever books writes the notes, and with them a script that runs at the desk.
  board.innerHTML = (await visits(day)).map((visit) => `<li>${visit.notes}</li>`).join('');
}

export async function showSafely(day: string, board: HTMLElement): Promise<void> {
  // Right: text is no HTML.
  for (const visit of await visits(day)) {
    const item = document.createElement('li');
    item.textContent = visit.notes;
    board.append(item);
  }
}
