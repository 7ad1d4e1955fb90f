/** `…/collect_inputs`: the reader asks its questions, and a test answers or leaves. */
import type Stripe from 'stripe'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import { metadataFrom } from '../metadata.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { begin, fail, succeed, waiting, type Action, type Reader } from './action.js'

type Asked = Stripe.Terminal.ReaderCollectInputsParams['inputs'][number]
type Input = NonNullable<Action['collect_inputs']>['inputs'][number]
type Helpers = Stripe['testHelpers']['terminal']['readers']
type SucceedParams = NonNullable<Parameters<Helpers['succeedInputCollection']>[1]>

/** What a test's customer types. */
const TYPED: Readonly<Record<string, string>> = {
  email: 'customer@example.com',
  numeric: '12345678',
  phone: '+12025550123',
  text: 'Some text',
}

export function collectInputs(
  reader: Reader,
  { inputs, metadata }: Stripe.Terminal.ReaderCollectInputsParams,
  work: UnitOfWork,
): Reader {
  const asked = { inputs: inputs.map(shown), metadata: metadataFrom(metadata) }
  return begin(reader, { type: 'collect_inputs', collect_inputs: asked }, work)
}

function shown(input: Asked, index: number): Input {
  const { custom_text: text, required = false, selection, toggles, type } = input
  if (type === 'selection' && !selection) throw parameterMissing(`inputs[${index}][selection]`)
  return {
    custom_text: {
      description: text.description ?? null,
      skip_button: text.skip_button ?? null,
      submit_button: text.submit_button ?? null,
      title: text.title,
    },
    required,
    ...(selection && {
      selection: {
        choices: selection.choices.map(({ id, style, text: label }) => {
          return { id, style: style ?? null, text: label }
        }),
        id: null,
        text: null,
      },
    }),
    toggles: (toggles ?? []).map(({ default_value, description, title }) => ({
      default_value: default_value ?? null,
      description: description ?? null,
      title: title ?? null,
      value: null,
    })),
    type,
  }
}

/** `…/succeed_input_collection`. */
export function succeedInputs(reader: Reader, params: SucceedParams, work: UnitOfWork): Reader {
  const { collect_inputs: asked } = waiting(reader, 'collect_inputs')
  const skips = params.skip_non_required_inputs === 'all'
  const inputs = (asked?.inputs ?? []).map((input) =>
    skips && !input.required ? { ...input, skipped: true } : answered(input),
  )
  return succeed(reader, { ...(asked && { collect_inputs: { ...asked, inputs } }) }, work)
}

/** `…/timeout_input_collection`. */
export function timeOutInputs(reader: Reader, _params: unknown, work: UnitOfWork): Reader {
  waiting(reader, 'collect_inputs')
  return fail(
    reader,
    { failure_code: 'customer_timeout', failure_message: 'The customer did not answer in time.' },
    work,
  )
}

function answered(input: Input): Input {
  const toggles = (input.toggles ?? []).map((one) => {
    return { ...one, value: one.default_value ?? 'disabled' }
  })
  const done = { ...input, skipped: false, toggles }
  if (input.selection) {
    const [first] = input.selection.choices
    const chosen = { id: first?.id ?? null, text: first?.text ?? null }
    return { ...done, selection: { ...input.selection, ...chosen } }
  }
  // A signature would be a file, and nobody signs here.
  return { ...done, [input.type]: { value: TYPED[input.type] ?? null } }
}
