/** The parts of a SARIF file that do not depend on what a run found. */
import type { Location, ReportingDescriptor, Result } from 'sarif'
import { inert } from '../../spec/lib/sanitize.ts'
import type { Level } from '../../spec/model.ts'
import { referenceLinks } from '../report/reference-links.ts'
import type { ReportedRequirement } from '../report/report.ts'
import { code, prose } from './text/markdown.ts'

export const SEVERITY = {
  MUST: 'error',
  SHOULD: 'warning',
  MAY: 'note',
} as const satisfies Readonly<Record<Level, Result.level>>

export function ruleOf(reportedRequirement: ReportedRequirement): ReportingDescriptor {
  const { id, level, source, reference, statement, why } = reportedRequirement
  const uri = referenceLinks(reference)[0]?.url
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

/** Where the suite's copy of the document lies in its repository; of any other only the name is known. */
const FOLDER = 'spec/contract/'
const SUITE_COPY = 'formflow.openapi.json'

export const documentUri = (file: string): string =>
  (file === SUITE_COPY ? FOLDER : '') + encodeURIComponent(inert(file))

/** @param line of the OpenAPI document, from 1 */
export const locationAt = (file: string, line = 1): Location => ({
  physicalLocation: {
    artifactLocation: { uri: documentUri(file), index: 0 },
    region: { startLine: line },
  },
})

/** Braces would be placeholders, and a word in brackets before one in parentheses a link (SARIF 3.11.5, 3.11.6). */
export const messageText = (text: string): string =>
  text.replaceAll(/[{}]/g, '$&$&').replaceAll('](', '] (')
