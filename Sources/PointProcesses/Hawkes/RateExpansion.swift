import RealModule

/// A function of a stream's baseline `mu` and of the net effect `e` of all earlier events on it, with
/// its first and second derivatives.
///
/// The rate is that of a Hawkes process where effects add up to more, and the baseline cut by a factor
/// where they add up to less:
///
///     rate(mu, e) = mu + e            for e >= 0
///                 = mu exp(e / mu)    for e < 0
///
/// Both parts have slope 1 at e = 0. So a process without negative strengths is exactly the linear
/// one, a rate never falls to zero, and a factor on the baseline is what the evidence for deterrence
/// asks about. For a given baseline the rate is convex and log-concave in e, as Paninski (Network 15,
/// 2004) asks of a link. It never exceeds the rate without the negative strengths, so that violence
/// does not feed itself where the other strengths have a spectral radius below 1. Nonlinear Hawkes
/// processes are those of Brémaud and Massoulié (Annals of Probability 24, 1996). Bonnet, Martinez
/// Herrera and Sangnier (Statistics and Probability Letters 179, 2021; Statistics and Computing 33,
/// 2023) cut the rate at zero; there an event at a time of rate zero has no likelihood.
struct RateExpansion {
  var value: Double
  /// By the baseline.
  var mu: Double
  /// By the net effect.
  var e: Double
  var muMu: Double
  var muE: Double
  var eE: Double

  /// The rate.
  @inline(__always)
  static func rate(_ mu: Double, _ e: Double) -> Double {
    e >= 0 ? mu + e : mu > 0 ? mu * Double.exp(e / mu) : 0
  }

  /// The rate less mu + e: what a linear rate would lack where deterrence prevails; 0 elsewhere.
  @inline(__always)
  static func lift(_ mu: Double, _ e: Double) -> Double { e >= 0 ? 0 : rate(mu, e) - mu - e }

  /// The logarithm of the rate; nil where the rate is zero.
  @inline(__always)
  static func logRate(_ mu: Double, _ e: Double) -> RateExpansion? {
    let rate = mu + e
    if e >= 0, rate > 0 {
      let inverse = 1 / rate
      let bend = -inverse * inverse
      return RateExpansion(
        value: Double.log(rate), mu: inverse, e: inverse, muMu: bend, muE: bend, eE: bend)
    }
    guard mu > 0 else { return nil }
    let ratio = e / mu
    return RateExpansion(
      value: Double.log(mu) + ratio, mu: (1 - ratio) / mu, e: 1 / mu,
      muMu: (2 * ratio - 1) / (mu * mu), muE: -1 / (mu * mu), eE: 0)
  }

  /// ``lift(_:_:)`` of a negative net effect with its derivatives.
  @inline(__always)
  static func liftExpansion(_ mu: Double, _ e: Double) -> RateExpansion {
    let ratio = mu > 0 ? max(e / mu, -700) : -700
    let factor = Double.exp(ratio)
    let bend = mu > 0 ? factor / mu : 0
    return RateExpansion(
      value: mu * factor - mu - e, mu: factor * (1 - ratio) - 1, e: factor - 1,
      muMu: bend * ratio * ratio, muE: -bend * ratio, eE: bend)
  }
}
