/** One question of a form: label, input, hint, and the error beside it. What was typed is kept. */
import type { Child } from 'hono/jsx'
import { Icon } from './icon.js'

export interface Question {
  label: Child
  name: string
  hint?: Child
  /** What is wrong with what was typed, and what to do about it. */
  error?: string | undefined
  optional?: boolean
  /** Needed where a page asks for the same name twice. */
  id?: string
}

export interface FieldProps extends Question {
  type?: 'text' | 'email' | 'password' | 'url' | 'search' | 'number' | 'color' | 'file' | 'tel'
  value?: string | undefined
  placeholder?: string
  autocomplete?: string
  required?: boolean
  /** Several lines. */
  rows?: number
  inputmode?: 'decimal' | 'numeric'
  maxlength?: number
  accept?: string
  autofocus?: boolean
  /** An address that answers `{ fault }` to `?value=`, asked while somebody types. */
  check?: string | undefined
}

export function Field({
  label,
  hint,
  error,
  optional,
  rows,
  value,
  id: given,
  check,
  ...input
}: FieldProps) {
  const id = given ?? `field-${input.name}`
  const common = { class: 'input', id, 'data-check': check, ...said(id, { hint, error }) }
  return (
    <FieldFrame {...{ label, hint, error, optional, id }}>
      {rows === undefined ? (
        <input type="text" value={value} {...common} {...input} />
      ) : (
        <textarea rows={rows} {...common} {...input}>
          {value}
        </textarea>
      )}
    </FieldFrame>
  )
}

export interface SelectFieldProps extends Question {
  value?: string | undefined
  options: readonly (readonly [value: string, label: string])[]
}

export function SelectField({ name, value, options, ...question }: SelectFieldProps) {
  const id = question.id ?? `field-${name}`
  return (
    <FieldFrame {...question} id={id}>
      <select class="input" id={id} name={name} {...said(id, question)}>
        {options.map(([option, label]) => (
          <option value={option} selected={option === value}>
            {label}
          </option>
        ))}
      </select>
    </FieldFrame>
  )
}

export interface CheckFieldProps extends Omit<Question, 'optional' | 'id'> {
  type?: 'checkbox' | 'radio'
  value?: string
  checked?: boolean
}

/** One box to tick, or one of several to choose from, with its words beside it. */
export function CheckField({
  label,
  name,
  hint,
  error,
  type = 'checkbox',
  value,
  checked,
}: CheckFieldProps) {
  const id = `field-${name}-${value ?? 'on'}`
  return (
    <div class="check">
      <input {...{ type, id, name, value, checked }} {...said(id, { hint, error })} />
      <label for={id}>{label}</label>
      {hint && (
        <span class="field-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  )
}

interface FieldFrameProps extends Omit<Question, 'name' | 'id'> {
  id: string
  children?: Child
}

function FieldFrame({ id, label, hint, error, optional, children }: FieldFrameProps) {
  return (
    <div class="field">
      <label for={id}>
        {label} {optional && <span class="field-optional">Optional</span>}
      </label>
      {children}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {hint && (
        <span class="field-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  )
}

/** The words beside a field that must change. */
function FieldError({ id, children }: { id: string; children?: Child }) {
  return (
    <span class="field-error" id={id}>
      <Icon name="warning" size={14} />
      <span>{children}</span>
    </span>
  )
}

function said(id: string, { hint, error }: Pick<Question, 'hint' | 'error'>) {
  const describedBy = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ')
  return {
    'aria-describedby': describedBy || undefined,
    'aria-invalid': error ? ('true' as const) : undefined,
  }
}
