/** The parts of a SARIF file that do not depend on what a run found. */
import { inert } from '../../spec/lib/sanitize.ts'
import type { Level } from '../../spec/model.ts'
import { placesOf } from '../report/reference-links.ts'
import type { ReportedRequirement } from '../report/report.ts'
import { code, prose } from './text/markdown.ts'

export const SEVERITY: Readonly<Record<Level, string>> = {
  MUST: 'error',
  SHOULD: 'warning',
  MAY: 'note',
}

export function ruleOf(reportedRequirement: ReportedRequirement): object {
  const { id, level, source, reference, statement, why } = reportedRequirement
  const uri = placesOf(reference)[0]?.url
  const link = uri === undefined ? code(reference) : `[${code(reference)}](${uri})`
  return {
    id,
    shortDescription: { text: messageText(inert(statement)) },
    fullDescription: { text: messageText(inert(`${statement} ${why}`)) },
    ...(uri === undefined ? {} : { helpUri: uri }),
    help: {
      text: messageText(
        inert(`${statement} Why it matters: ${why} Source: ${source}, ${reference}.`),
      ),
      markdown: `${prose(statement)}\n\n**Why it matters:** ${prose(why)}\n\n**Source:** ${source}, ${link}`,
    },
    defaultConfiguration: { level: SEVERITY[level] },
    properties: { tags: [source, level], level, source, reference },
  }
}

/** The suite's own document lies here in its repository; any other is known by its name alone. */
const FOLDER = 'spec/contract/'
const OWN = 'formflow.openapi.json'

export const documentUri = (file: string): string =>
  (file === OWN ? FOLDER : '') + encodeURIComponent(inert(file))

export const location = (file: string, line = 1): object => ({
  physicalLocation: {
    artifactLocation: { uri: documentUri(file), index: 0 },
    region: { startLine: line },
  },
})

/** Braces would be placeholders, and a word in brackets before one in parentheses a link (SARIF 3.11.5, 3.11.6). */
export const messageText = (text: string): string =>
  text.replaceAll(/[{}]/g, '$&$&').replaceAll('](', '] (')
