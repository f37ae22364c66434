import LinearAlgebra
import Tabular

/// manifest.json: what a study was made from, with what, and what came out, so that another can
/// check that he has the same. It holds no clock, no host and no path.
struct Manifest {
  /// Options with every default filled in, in order.
  let options: [(key: String, value: String)]
  let inputs: [Inputs.Record]
  let outputs: [Inputs.Record]
  let seed: UInt64
  /// Rows read, used and left out, in words.
  let account: [String]

  /// The file.
  var encoded: [UInt8] {
    var lines = ["{"]
    lines.append("  \"schema\": 1,")
    lines.append("  \"talion\": \(JSONText.string(Release.version)),")
    lines.append("  \"openblas\": \(JSONText.string(Backend.configuration)),")
    lines.append("  \"kernels\": \(JSONText.string(Backend.kernelFamily)),")
    lines.append("  \"blas_threads\": 1,")
    lines.append("  \"seed\": \(seed),")
    lines.append("  \"random_streams\": \"philox4x32-10 keyed by seed, part and replicate\",")
    lines.append("  \"options\": {")
    lines.append(
      options.map { "    \(JSONText.string($0.key)): \(JSONText.string($0.value))" }
        .joined(separator: ",\n"))
    lines.append("  },")
    lines.append("  \"inputs\": [")
    lines.append(Manifest.list(inputs))
    lines.append("  ],")
    lines.append("  \"account\": [")
    lines.append(account.map { "    \(JSONText.string($0))" }.joined(separator: ",\n"))
    lines.append("  ],")
    lines.append("  \"outputs\": [")
    lines.append(Manifest.list(outputs))
    lines.append("  ]")
    lines.append("}")
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private static func list(_ records: [Inputs.Record]) -> String {
    records.map { record in
      "    {\"name\": \(JSONText.string(record.name)), \"sha256\": \"\(record.hash)\", "
        + "\"bytes\": \(record.length)}"
    }.joined(separator: ",\n")
  }
}
