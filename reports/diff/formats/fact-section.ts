/** Observed facts that differ, by subject. */
import { counted } from '../../formats/text/columns.ts'
import { subjects, type FactChange, type NotObserved, type Observed } from '../model.ts'
import { arrow, shown, type Entry, type Line, type Section } from './comparison-page.ts'

export function factSection(value: Observed | NotObserved): Section {
  const title = 'Observed facts'
  if (!value.compared) {
    const reason: Entry = {
      label: 'reason',
      tone: 'other',
      lines: [{ text: shown(value.reason) }],
      details: [],
    }
    return { title, note: 'not compared', entries: [reason] }
  }
  const { answers, changes } = value
  const single = [
    ...(answers.old > 0 ? [`${answers.old} only in the old run`] : []),
    ...(answers.new > 0 ? [`${answers.new} only in the new run`] : []),
  ]
  return {
    title,
    count: changes.length,
    note: [`${counted(answers.both, 'response')} compared`, ...single].join(', '),
    entries: subjects.flatMap((subject) =>
      factEntries(changes.filter((change) => change.subject === subject)),
    ),
  }
}

/** Facts that changed in the same responses share an entry. */
function factEntries(changes: readonly FactChange[]): Entry[] {
  const entries = new Map<string, Entry>()
  for (const { subject, name, old, new: now, answers, of, cases } of changes) {
    const key = JSON.stringify([answers, cases])
    const line: Line = { name: shown(name), text: changeText(old, now) }
    entries.set(key, {
      label: titles[subject],
      tone: 'none',
      lines: [...(entries.get(key)?.lines ?? []), line],
      details: [
        { label: 'in', text: `${answers} of ${of} ${nouns[subject]}` },
        ...(answers === of ? [] : [{ label: 'case', names: cases.map(shown), noun: 'case' }]),
      ],
    })
  }
  return [...entries.values()]
}

function changeText(old: string | null, now: string | null): string {
  if (old === null) return `added${valueText(now)}`
  return now === null ? `removed${valueText(old)}` : arrow(old, now)
}

const valueText = (value: string | null): string =>
  value === null || value === 'present' ? '' : ` (${shown(value)})`

const nouns: Readonly<Record<FactChange['subject'], string>> = {
  status: 'responses',
  protocol: 'responses',
  header: 'responses',
  'refusal body': 'error responses',
  'success body': 'success responses',
  token: 'tokens',
}

const titles: Readonly<Record<FactChange['subject'], string>> = {
  status: 'Status',
  protocol: 'HTTP version',
  header: 'Headers',
  'refusal body': 'Error bodies',
  'success body': 'Success body',
  token: 'Token',
}
