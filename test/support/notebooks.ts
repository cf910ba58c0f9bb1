/**
 * How does a notebook come to be in a test? As a file of JSON, in the forms that programs write.
 */

/** `form`: a string a line, as most write it; a string a cell; or all on one line. A cell that begins with `# ` and has no other line is text. */
export function notebook(cells: readonly string[], form: 'lines' | 'whole' | 'dense' = 'lines', language = 'python', outputs: readonly unknown[] = []): string {
  const said = {
    cells: cells.map((cell) => ({
      cell_type: /^# .*\n$/.test(cell) ? 'markdown' : 'code', execution_count: null, metadata: {}, outputs, source: form === 'lines' ? cell.split(/(?<=\n)/) : cell,
    })),
    metadata: { kernelspec: { display_name: language, language, name: language }, language_info: { name: language } },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return form === 'dense' ? JSON.stringify(said) : `${JSON.stringify(said, null, 1)}\n`;
}
