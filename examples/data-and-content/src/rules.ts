// The rules of a room, which its owner keeps on a server of their own.
export interface Rules {
  readonly mostMinutes: number;
  readonly mostGuests: number;
}

export async function rulesAsProgram(url: string): Promise<unknown> {
  const response = await fetch(url);
  const source = await response.text();
  // Wrong: whoever runs that server decides what happens here.
  return new Function(source)();
}

export async function rules(url: string): Promise<Rules> {
  // Right: numbers are read, and nothing is run.
  const response = await fetch(url);
  const { mostMinutes, mostGuests } = (await response.json()) as Rules;
  return { mostMinutes: Number(mostMinutes), mostGuests: Number(mostGuests) };
}
