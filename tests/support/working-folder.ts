/** The working folder of this process, for what looks for files there: `.env`, a baseline, reports. */

/** Acts in a folder, and comes back. */
export async function inFolder<Result>(
  folder: string,
  act: () => Result | Promise<Result>,
): Promise<Result> {
  const before = process.cwd()
  process.chdir(folder)
  try {
    return await act()
  } finally {
    process.chdir(before)
  }
}
