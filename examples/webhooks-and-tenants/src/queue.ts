/** What is to be done later. */
const waiting: { readonly id: string }[] = [];

export const queue = {
  async add(job: { readonly id: string }): Promise<void> {
    waiting.push(job);
    await Promise.resolve();
  },
};
