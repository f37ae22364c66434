import Escalation
import Tabular
import TextCharts
import TimeSeries

extension FittedVectorAutoregression: DetailedReport {
  func sections(_ fit: Fit) throws -> Page {
    var page = Page([.heading("Lags"), .paragraph(order)])
    if lags > 0, let orders {
      for sentence in orders.words(data.names) { page.append(.paragraph(sentence)) }
      page.append(.table(orders.table(data.names)))
      page.append(
        .paragraph(
          "Averages over the numbers of lags by their weight (Akaike weights where Akaike's "
            + "criterion chooses); lag_orders.csv has every number."))
    }
    page.append(.heading("Errors"))
    page.append(.paragraph(variance.words))
    return page
  }

  func tables(_ fit: Fit) throws -> [Table] {
    var tables = [covarianceTable]
    if !selections.isEmpty { tables.append(lagSelection) }
    guard lags > 0 else { return tables }
    if let orders { tables.append(orderFindings(orders)) }
    tables.append(
      EstimateTables.responses([(fit, nil)], called: "other_responses") { _ in self.otherCurves })
    tables.append(shareTable)
    let orders = try orderTable
    return tables + (orders.rows.isEmpty ? [] : [orders])
  }

  private var order: String {
    var text = "\(lags) lag\(lags == 1 ? "" : "s")"
    switch analysis.order {
    case .fixed: text += " as asked"
    case .selected(let maximum, let criterion, let minimum):
      text += " chosen by \(criterion.rawValue.uppercased()) among \(minimum) to \(maximum)"
      if minimum > 0, preferredOrder(by: criterion) == 0 {
        text += " (with 0 among them it would choose 0: no dynamics at all)"
      }
    }
    if fits.count > 1 {
      text +=
        "; dates are intervals, so \(fits.count) tables of counts were drawn and their fits pooled "
        + "by Rubin's rules"
    }
    return text + ". Effects within the same \(data.time.noun) belong to neither side and are "
      + "left out of lags and strengths."
  }

  /// The covariance of the errors.
  private var covarianceTable: Table {
    var table = Table(
      name: "residual_covariance", columns: ["series", "with", "covariance", "correlation"])
    let covariance = residualCovariance
    for i in data.names.indices {
      for j in data.names.indices {
        table.append([
          .text(data.names[i]), .text(data.names[j]), .number(covariance[i, j]),
          .number(
            covariance[i, j] / (covariance[i, i] * covariance[j, j]).squareRoot()),
        ])
      }
    }
    return table
  }

  /// All orders on one sample, from 0.
  private var lagSelection: Table {
    var table = Table(name: "lag_selection", columns: ["order", "aic", "bic", "hqic", "fpe"])
    for row in selections[0].rows {
      table.append(
        [.integer(row.order)]
          + LagSelection.Criterion.allCases.map { .number(meanCriterion($0, order: row.order)) })
    }
    return table
  }

  /// Strengths and tests with every number of lags, and their averages in rows without an order.
  private func orderFindings(_ orders: LagOrders) -> Table {
    var table = Table(
      name: "lag_orders",
      columns: [
        "order", "weight", "responder", "provoker", "strength", "std_error", "p_value",
      ])
    let names = data.names
    for i in names.indices {
      for j in names.indices where i != j {
        for (finding, weight) in zip(orders.findings(i, j), orders.weights) {
          table.append([
            .integer(finding.order), .number(weight.weight), .text(names[i]), .text(names[j]),
            .number(finding.strength), .number(finding.error), .number(finding.pValue),
          ])
        }
        let average = orders.average(i, j)
        table.append([
          .empty, .number(1), .text(names[i]), .text(names[j]),
          .number(average.strength), .number(average.error), .empty,
        ])
      }
    }
    return table
  }

  /// Which share of a series' forecast variance each orthogonalized shock has, in column order.
  private var shareTable: Table {
    var table = Table(
      name: "variance_decomposition", columns: ["series", "shock", "horizon", "share"])
    let shares = varianceShares
    for i in data.names.indices {
      for j in data.names.indices {
        for step in 0..<min(analysis.horizon, shares.count) {
          table.append([
            .text(data.names[i]), .text(data.names[j]), .integer(step + 1),
            .number(shares[step][i, j]),
          ])
        }
      }
    }
    return table
  }

  /// Orthogonalized responses in every order of the columns.
  private var orderTable: Table {
    get throws {
      var table = Table(
        name: "orders", columns: ["order", "responder", "provoker", "lag_days", "value"])
      let names = data.names
      for (order, responses) in try responsesInEveryOrder() {
        for i in names.indices {
          for j in names.indices {
            for (step, response) in responses.enumerated() {
              table.append([
                .text(order.map { names[$0] }.joined(separator: ";")), .text(names[i]),
                .text(names[j]), .integer(step), .number(response[i, j]),
              ])
            }
          }
        }
      }
      return table
    }
  }
}
