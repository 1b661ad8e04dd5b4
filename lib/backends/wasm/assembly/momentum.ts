/**
 * One step of gradient descent with momentum (Polyak 1964), in place over `size` weights:
 * sum = momentum · sum + gradient, weight -= rate · sum. A momentum of 0 is plain gradient descent.
 */
export function momentum(
  weight: usize, sum: usize, gradient: usize, size: i32, rate: f32, momentum: f32,
): void {
  const rates = f32x4.splat(rate), momenta = f32x4.splat(momentum);
  let i = 0;
  for (; i + 4 <= size; i += 4, weight += 16, sum += 16, gradient += 16) {
    const sums = f32x4.add(f32x4.mul(momenta, v128.load(sum)), v128.load(gradient));
    v128.store(sum, sums);
    v128.store(weight, f32x4.sub(v128.load(weight), f32x4.mul(rates, sums)));
  }
  for (; i < size; i++, weight += 4, sum += 4, gradient += 4) {
    const next = momentum * load<f32>(sum) + load<f32>(gradient);
    store<f32>(sum, next);
    store<f32>(weight, load<f32>(weight) - rate * next);
  }
}
