/** Where the run is: one moving line on a terminal, one line every ten seconds elsewhere. */
import type { Share, RunProgress } from '../../fixtures/run/progress.ts'

export interface Progress {
  /** A case has ended. */
  readonly step: () => void
  /** The runner has told a case to the reports: after a red one it starts anew, which takes longer than to ask. */
  readonly reported: () => void
  /** The line is gone, and none comes after it. */
  readonly done: () => void
}

export interface Screen {
  readonly isTTY?: boolean
  readonly columns?: number
  readonly write: (text: string) => unknown
}

export interface ProgressOptions {
  readonly screen: Screen
  /** Cases of the run. */
  readonly total: number
  /** Absent: the target is not there yet. */
  readonly progress: () => RunProgress | undefined
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Calls again and again until it is stopped. */
  readonly ticker: (everyMs: number, tick: () => void) => () => void
}

/** Often enough that no second of a wait is left out. */
const ON_TERMINAL_MS = 250
const ELSEWHERE_MS = 10_000

export function createProgress(options: ProgressOptions): Progress {
  const { screen, total, progress, now, ticker } = options
  let cases = 0
  let reported = 0
  let shown = ''
  let over = false

  const tell = (): void => {
    // One column is left free: a full line makes some terminals begin the next one.
    const room = screen.isTTY ? (screen.columns ?? 80) - 1 : Infinity
    const line = progressLine({ cases, reported, total }, progress(), now(), room)
    if (!screen.isTTY) screen.write(`${line}\n`)
    else if (line !== shown) screen.write(`\r\u001b[K${line}`)
    shown = line
  }
  const stop = ticker(screen.isTTY ? ON_TERMINAL_MS : ELSEWHERE_MS, tell)
  return {
    step: () => {
      cases += 1
      if (screen.isTTY && !over) tell()
    },
    reported: () => {
      reported += 1
      if (screen.isTTY && !over && cases >= total) tell()
    },
    done: () => {
      over = true
      stop()
      if (screen.isTTY && shown !== '') screen.write('\r\u001b[K')
    },
  }
}

/** Cases of a run: asked, told to the reports, and all of them. */
interface Count {
  readonly cases: number
  readonly reported: number
  readonly total: number
}

/**
 * @param now epoch milliseconds
 * @param room characters; what matters least is left out first
 */
export function progressLine(
  { cases, reported, total }: Count,
  seen: RunProgress | undefined,
  now: number,
  room = Infinity,
): string {
  const at = `case ${cases}/${total}`
  const request = seen && `request ${told(seen.requests)}`
  const logins =
    seen && seen.failedLogins.of !== 0 ? `failed logins ${told(seen.failedLogins)}` : undefined
  const state = cases < total ? seen && stateOf(seen, now) : `reports ${reported}/${total}`
  const lines = [[at, request, logins, state], [at, request, state], [at, state], [at]].map(
    (parts) => parts.filter((part) => part !== undefined).join(' - '),
  )
  return lines.find(({ length }) => length <= room) ?? at.slice(0, room)
}

function stateOf({ pause, stopping }: RunProgress, now: number): string | undefined {
  if (stopping) return 'stopping'
  const seconds = pause ? Math.ceil((pause.until - now) / 1000) : 0
  return pause && seconds > 0 ? `waiting ${seconds} s, ${pause.why}` : undefined
}

const told = ({ done, of }: Share): string => (of === undefined ? `${done}` : `${done}/${of}`)
