/** The cases that a command line selects. */
import { ConfigurationError, type Settings } from '../../../fixtures/config/index.ts'
import { casesOfRun } from '../../../fixtures/fuzz/chapter.ts'
import { labels } from '../../../fixtures/labels.ts'
import type { Case, Profile } from '../../../spec/model.ts'
import { exact, patternsOf } from './grep.ts'

/** @throws ConfigurationError for an invalid pattern, or one that matches no case */
export function selectCases(settings: Settings, grep: string | undefined): Case[] {
  return [...matchingCases(casesOfRun(settings), grep, settings.profile)]
}

/**
 * @param grep absent: all cases
 * @throws ConfigurationError for an invalid pattern, or one that matches no case
 */
export function matchingCases<Kind extends Case>(
  all: readonly Kind[],
  grep: string | undefined,
  profile: Profile,
): readonly Kind[] {
  if (grep === undefined) return all
  const selected = patternsOf(grep).flatMap((pattern) => matching(all, pattern, profile))
  return all.filter((testCase) => selected.includes(testCase))
}

function matching<Kind extends Case>(all: readonly Kind[], grep: string, profile: Profile): Kind[] {
  const pattern = regularExpression(exact(grep))
  const found = all.filter((testCase) =>
    pattern.test([testCase.chapter, testCase.title, ...labels(testCase).tag].join(' ')),
  )
  if (found.length === 0)
    throw new ConfigurationError(
      `--grep ${grep} matches no case of the profile ${profile}; list cases and list requirements show the ids`,
    )
  return found
}

function regularExpression(grep: string): RegExp {
  try {
    return new RegExp(grep, 'i')
  } catch (error) {
    throw new ConfigurationError(`--grep: ${(error as Error).message}`)
  }
}
