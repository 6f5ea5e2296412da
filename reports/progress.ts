/** Where the run is: one moving line on a terminal, one line a chapter elsewhere. */
export interface Progress {
  /** A case of the chapter has ended. */
  readonly step: (chapter: string, requests: number) => void
  readonly done: () => void
}

export interface Screen {
  readonly isTTY?: boolean
  readonly write: (text: string) => unknown
}

export function createProgress(screen: Screen, total: number): Progress {
  let cases = 0
  let told = ''
  const clear = (): void => void (screen.isTTY && screen.write('\r\u001b[K'))
  return {
    step: (chapter, requests) => {
      cases += 1
      const line = `case ${cases}/${total} - request ${requests} - ${chapter}`
      if (screen.isTTY) screen.write(`\r\u001b[K${line}`)
      else if (chapter !== told) screen.write(`${line}\n`)
      told = chapter
    },
    done: clear,
  }
}
