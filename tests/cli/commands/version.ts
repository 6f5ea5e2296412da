/** `version`, also as `--version`: the versions of the suite and of its contract. */
import { printedText } from '../../../reports/formats/text/printed.ts'
import { suiteVersion } from '../../../spec/lib/suite.ts'
import { loadContract } from '../../../spec/contract/index.ts'
import { brief } from '../../../spec/lib/digest.ts'

export async function version(): Promise<number> {
  const suite = suiteVersion()
  const contract = loadContract()
  process.stdout.write(
    printedText(
      [
        `${suite.name} ${suite.version}`,
        `contract ${contract.title} ${contract.version}, sha256 ${brief(contract.sha256)}`,
        `Node ${process.versions.node}`,
        '',
      ].join('\n'),
    ),
  )
  return 0
}
