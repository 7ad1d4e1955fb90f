/** The questions of a session as fields, grouped as they belong together. */
import { CheckField, Field, SelectField } from '../../../web/components/field.js'
import type { Faults, Typed } from '../typed-card.js'
import type { Group, Question } from './questions.js'

interface QuestionFieldsProps {
  groups: readonly Group[]
  typed: Typed
  faults: Faults
}

export function QuestionFields({ groups, typed, faults }: QuestionFieldsProps) {
  return (
    <>
      {groups.map(({ title, questions }) =>
        title === null ? (
          questions.map((question) => <Asked {...{ question, typed, faults }} />)
        ) : (
          <fieldset class="question-group">
            <legend>{title}</legend>
            {questions.map((question) => (
              <Asked {...{ question, typed, faults }} />
            ))}
          </fieldset>
        ),
      )}
    </>
  )
}

interface AskedProps {
  question: Question
  typed: Typed
  faults: Faults
}

function Asked({ question, typed, faults }: AskedProps) {
  const { name, label, type, required, options, usual, autocomplete, maximum } = question
  const common = { name, label, error: faults[name] }
  const value = typed[name] ?? usual
  if (type === 'check') {
    return <CheckField {...common} value="yes" checked={typed[name] === 'yes'} />
  }
  if (type === 'select') {
    const known = options?.some(([option]) => option === value)
    const empty = known && required ? [] : [['', 'Choose'] as const]
    return <SelectField {...common} value={value} options={[...empty, ...(options ?? [])]} />
  }
  return (
    <Field
      {...common}
      {...{ value, optional: !required, type: type === 'tel' ? 'tel' : 'text' }}
      {...(type === 'numeric' && { inputmode: 'numeric' as const })}
      {...(autocomplete && { autocomplete })}
      {...(maximum !== undefined && { maxlength: maximum })}
    />
  )
}
