/** The table of changes as the documentation shows it. */
import { changes, notRendered } from './table.js'

/** Markdown. A test holds `docs/api-versions.md` against it. */
export function changesTable(): string {
  const rows = changes.map(({ since, about, view, request }) => {
    const where = view ? `\`${view.kind}\`` : request?.operations.map(asCode).join('<br>')
    return `| before ${since} | ${view ? 'answers' : 'requests'} | ${where} | ${about} |`
  })
  return ['| version | in | where | what |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

/** Markdown: what older versions had and do not get. */
export function gapsList(): string {
  return notRendered.map((path) => `- ${asCode(path)}`).join('\n')
}

function asCode(text: string): string {
  return `\`${text}\``
}
