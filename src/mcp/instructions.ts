/**
 * What is a model told of this server before it calls anything? In a few lines, since each conversation carries them.
 */
export const instructions = `Caley Compliance checks integrations with Caley, a scheduling service, against Caley's Developer Policy and Acceptable Use Policy.
After changing code or configuration that handles data, sends it, stores it or logs it, call check_files with the changed paths. Mend what it finds: propose_fix has edits for many findings, explain_finding says why and shows what is in order, and the remedy says what to do otherwise.
Do not suppress or accept findings, attest to clauses or fill in what caley.yaml leaves open: ask the person. Findings are hints where to look and no legal advice.`;
