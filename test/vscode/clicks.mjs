export async function clicks() { return true; }
