/** The progress of a run: one line that changes on a terminal, a new line every ten seconds elsewhere. */
import type { RunProgress, Share } from '../../fixtures/run/progress.ts'

export interface Progress {
  /** A case was performed. */
  readonly step: () => void
  /** The test of a case ended. After a red one Playwright starts a new worker, so tests may end long after their cases. */
  readonly reported: () => void
  /** Removes the line; nothing is written after it. */
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
  /** `undefined` before the target is ready. */
  readonly progress: () => RunProgress | undefined
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Calls `tick` at this interval until the returned function is called. */
  readonly ticker: (everyMs: number, tick: () => void) => () => void
}

/** Often enough to show every second of a countdown. */
const ON_TERMINAL_MS = 250
const ELSEWHERE_MS = 10_000

export function createProgress(options: ProgressOptions): Progress {
  const { screen, total, progress, now, ticker } = options
  let cases = 0
  let reported = 0
  let shown = ''
  let over = false

  const show = (): void => {
    // One column stays free: some terminals start a new line after a full one.
    // A terminal without a size, as `docker -t` gives, says 0.
    const room = screen.isTTY ? (screen.columns || 80) - 1 : Infinity
    const line = progressLine({ cases, reported, total }, progress(), now(), room)
    if (!screen.isTTY) screen.write(`${line}\n`)
    else if (line !== shown) screen.write(`\r\u001b[K${line}`)
    shown = line
  }
  const stop = ticker(screen.isTTY ? ON_TERMINAL_MS : ELSEWHERE_MS, show)
  return {
    step: () => {
      cases += 1
      if (screen.isTTY && !over) show()
    },
    reported: () => {
      reported += 1
      if (screen.isTTY && !over && cases >= total) show()
    },
    done: () => {
      over = true
      stop()
      if (screen.isTTY && shown !== '') screen.write('\r\u001b[K')
    },
  }
}

/** Cases of a run: performed, reported by their tests, and in total. */
interface CaseCounts {
  readonly cases: number
  readonly reported: number
  readonly total: number
}

/**
 * @param now epoch milliseconds
 * @param room columns; the least important parts are left out first
 */
export function progressLine(
  { cases, reported, total }: CaseCounts,
  run: RunProgress | undefined,
  now: number,
  room = Infinity,
): string {
  const at = `case ${cases}/${total}`
  const request = run && `request ${shareText(run.requests)}`
  const logins =
    run && run.failedLogins.of !== 0 ? `failed logins ${shareText(run.failedLogins)}` : undefined
  const state = cases < total ? run && stateOf(run, now) : `reports ${reported}/${total}`
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

const shareText = ({ done, of }: Share): string => (of === undefined ? `${done}` : `${done}/${of}`)
