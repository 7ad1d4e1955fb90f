/** A secret that may be read again: masked until asked for, and copied without being shown. */
import { CopyButton } from './copy-button.js'

export interface SecretFieldProps {
  value: string
  /** What stands there before it is revealed. */
  masked?: string
  label: string
}

export function SecretField({ value, masked = maskOf(value), label }: SecretFieldProps) {
  return (
    <div class="secret">
      <details>
        <summary>
          <span class="secret-mask">{masked}</span>
          <code class="secret-value">{value}</code>
          <span class="secret-toggle">
            Reveal<span class="visually-hidden"> {label}</span>
          </span>
        </summary>
      </details>
      <CopyButton value={value} label={`Copy ${label}`} />
    </div>
  )
}

/** A value shown in full, to be copied. */
export function CopyField({ value, label }: { value: string; label: string }) {
  return (
    <div class="secret">
      <code class="secret-value">{value}</code>
      <CopyButton value={value} label={`Copy ${label}`} />
    </div>
  )
}

function maskOf(value: string): string {
  const prefix = /^[a-z]+_(?:(?:test|live)_)?/.exec(value)?.[0] ?? ''
  return `${prefix}${'•'.repeat(16)}`
}
