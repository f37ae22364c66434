import RealModule

/// Digamma, the derivative of log Gamma.
///
/// Relative accuracy is about 1e-15 for x > 0, also beside the root at 1.4616 (its Taylor series);
/// elsewhere recurrence and the asymptotic series DLMF 5.11.2. Negative arguments are reflected.
///
/// - Returns: NaN at zero and the negative whole numbers.
public func digamma(_ x: Double) -> Double {
  if x <= 0 {
    guard x != x.rounded() else { return .nan }
    return digamma(1 - x) - Double.pi / Double.tan(Double.pi * x)
  }
  if (x - digammaRoot).magnitude < 0.45 {
    let step = (x - digammaRoot) - digammaRootRest
    return step * digammaTaylor.reversed().reduce(0) { $0 * step + $1 }
  }
  var value = 0.0
  var x = x
  while x < 12 {
    value -= 1 / x
    x += 1
  }
  let square = 1 / (x * x)
  let tail = 1.0 / 240 - square * (1.0 / 132 - square * (691.0 / 32_760 - square / 12))
  let series = square * (1.0 / 12 - square * (1.0 / 120 - square * (1.0 / 252 - square * tail)))
  return value + Double.log(x) - 0.5 / x - series
}

/// Trigamma, the second derivative of log Gamma, for x > 0; relative accuracy about 1e-15.
///
/// - Returns: NaN unless x > 0.
public func trigamma(_ x: Double) -> Double {
  guard x > 0 else { return .nan }
  var value = 0.0
  var x = x
  while x < 12 {
    value += 1 / (x * x)
    x += 1
  }
  let square = 1 / (x * x)
  let tail = 1.0 / 30 - square * (5.0 / 66 - square * (691.0 / 2730 - square * (7.0 / 6)))
  let series = square * (1.0 / 6 - square * (1.0 / 30 - square * (1.0 / 42 - square * tail)))
  return value + (1 + 0.5 / x + series) / x
}

/// The positive root of digamma, in two parts.
private let digammaRoot = 1.4616321449683622
private let digammaRootRest = 9.549995429965697e-17

/// Derivatives of digamma at its root over factorials, computed with 50 digits.
private let digammaTaylor: [Double] = [
  0.96767224544762117043, -0.44276316898359210609, 0.25849976095565101062,
  -0.1639427054424065275, 0.10782405069126236576, -0.072199561256454710926,
  0.048804288164143107225, -0.033161126474847359292, 0.02259764823221810466,
  -0.015424765904948959139, 0.010538791616612175388, -0.007204534386356868241,
  0.0049267813957298534464, -0.0033698016554393280828, 0.0023051263267349278369,
  -0.0015769367714301972593, 0.0010788252019162965807, -0.00073807093899600512957,
  0.00050495326583460203518, -0.00034546802510630769956, 0.00023635601564027052792,
  -0.00016170622091974803449, 0.00011063372768747410904, -0.000075691795821950659192,
  0.00005178575795222080869, -0.000035430070947659606316, 0.000024240066118601317653,
  -0.000016584242271854133375, 0.000011346384584663849807, -7.7628176684620944253e-6,
]
