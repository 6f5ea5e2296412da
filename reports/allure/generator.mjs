/**
 * The generator of Allure, in a process of its own: other people's code has no place in the one that holds the secret, and
 * loading it takes most of its time. A package has it in one file, with everything that it needs.
 * Arguments: a file with the configuration, and the folder of the results.
 */
import { readFile } from 'node:fs/promises'
import { AllureReport, resolveConfig } from '@allurereport/core'
import AwesomePlugin from '@allurereport/plugin-awesome'

const [configuration = '', results = ''] = process.argv.slice(2)
const { page, ...config } = JSON.parse(await readFile(configuration, 'utf8'))
const resolved = await resolveConfig(config, { plugins: {} })
const plugin = new AwesomePlugin(page)
const report = new AllureReport({
  ...resolved,
  plugins: [{ id: 'awesome', enabled: true, options: page, plugin }],
})
await report.start()
await report.readDirectory(results)
await report.done()
