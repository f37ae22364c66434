import Escalation
import LinearAlgebra
import Testing
import TimeSeries

@Suite struct VectorAutoregressionNumbersTests {
  static func data() throws -> (counts: CountData, fit: VectorAutoregression) {
    let rows = 60
    let first = (0..<rows).map { (day: Int) -> Double in Double((day * 7 + day / 3) % 5) }
    let second = (0..<rows).map { (day: Int) -> Double in Double((day * 3 + day * day / 4) % 4) }
    let labels = (0..<rows).map { "\($0)" }
    let counts = CountData(
      names: ["a", "b"], labels: labels, columns: [first, second], time: .unlabelled)
    return (counts, try VectorAutoregression(series: counts.tables[0], lags: 2))
  }

  /// Log-likelihood, criteria and the residual covariance of a fit are those of its model.
  @Test func theFitHandsOutItsLikelihoodAndCovariance() async throws {
    let (counts, model) = try Self.data()
    var analysis = VectorAutoregressionAnalysis()
    analysis.order = .fixed(2)
    (analysis.replicates, analysis.surrogates) = (0, 0)
    let fit = try await analysis.fit(ConflictData(counts), Computation())
    func quantity(_ name: String) -> Quantity.Value? {
      fit.quantities.first { $0.name == name }?.value
    }
    #expect(quantity("log_likelihood") == .number(try model.logLikelihood()))
    #expect(quantity("aic") == .number(try model.criteria()(.aic)))
    #expect(quantity("parameters") == .count(10))
    let details = try #require(fit.details as? FittedVectorAutoregression)
    #expect(details.residualCovariance == model.covariance)
  }

  /// A regressor that is a combination of others is named, dummies included.
  @Test func aDependentColumnIsNamed() async throws {
    let counts = try Self.data().counts
    var covariates = ConflictData.Covariates()
    covariates.names = ["pressure", "twice the pressure"]
    let values = (0..<60).map { Double($0 % 7) }
    covariates.columns = [values, values.map { 2 * $0 + 1 }]
    var analysis = VectorAutoregressionAnalysis()
    analysis.order = .fixed(1)
    let data = try ConflictData(counts, covariates: covariates)
    let error = await #expect(throws: ConflictDataError.self) {
      _ = try await analysis.fit(data, Computation())
    }
    #expect(error.map { "\($0)".contains("'twice the pressure'") } ?? false, "\(error as Any)")
  }
}
