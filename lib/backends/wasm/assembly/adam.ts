/**
 * One step of Adam (Kingma & Ba 2014, arXiv 1412.6980, in the order of its last remark in section
 * 2), in place over `size` weights: m += share1 (g - m), v += share2 (g² - v),
 * weight -= rate · m / (√v + epsilon). `rate` holds the correction of the bias; the shares are
 * 1 - beta, which 32 bits would round too far from beta.
 */
export function adam(
  weight: usize, m: usize, v: usize, g: usize, size: i32,
  rate: f32, share1: f32, share2: f32, epsilon: f32,
): void {
  const shares1 = f32x4.splat(share1), shares2 = f32x4.splat(share2);
  const rates = f32x4.splat(rate), epsilons = f32x4.splat(epsilon);
  let i = 0;
  for (; i + 4 <= size; i += 4, weight += 16, m += 16, v += 16, g += 16) {
    const gradient = v128.load(g);
    let first = v128.load(m);
    let second = v128.load(v);
    first = f32x4.add(first, f32x4.mul(shares1, f32x4.sub(gradient, first)));
    second = f32x4.add(second, f32x4.mul(shares2, f32x4.sub(f32x4.mul(gradient, gradient), second)));
    v128.store(m, first);
    v128.store(v, second);
    const change = f32x4.div(f32x4.mul(rates, first), f32x4.add(f32x4.sqrt(second), epsilons));
    v128.store(weight, f32x4.sub(v128.load(weight), change));
  }
  for (; i < size; i++, weight += 4, m += 4, v += 4, g += 4) {
    const gradient = load<f32>(g);
    const first = load<f32>(m) + share1 * (gradient - load<f32>(m));
    const second = load<f32>(v) + share2 * (gradient * gradient - load<f32>(v));
    store<f32>(m, first);
    store<f32>(v, second);
    store<f32>(weight, load<f32>(weight) - rate * first / (sqrt<f32>(second) + epsilon));
  }
}
