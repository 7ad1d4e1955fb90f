/** An amount of money as people read it. */
import { formatMoney } from '../../core/money.js'

export interface MoneyProps {
  /** In the currency's smallest unit. */
  amount: number
  currency: string
  /** Writes the currency's code after the amount, where several may meet. */
  code?: boolean
}

export function Money({ amount, currency, code }: MoneyProps) {
  return (
    <span class="money">
      {formatMoney(amount, currency)}
      {code && <span class="money-currency">{currency.toUpperCase()}</span>}
    </span>
  )
}
