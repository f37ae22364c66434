/// Reports written for these tests, with what a careful reader takes from them: invented days of real
/// conflicts, in the manner of agencies. The labels were made by hand before the reports were read by
/// the program.
struct LabelledReport {
  /// An act: sides, first and last possible day, and whether a reader could leave it out.
  struct Act {
    let source: String
    let target: String
    let first: String
    let last: String

    init(_ source: String, _ target: String, _ first: String, _ last: String? = nil) {
      self.source = source
      self.target = target
      self.first = first
      self.last = last ?? first
    }
  }

  /// A running total: who acted, and the smallest number.
  struct Total {
    let source: String
    let count: Int
  }

  let name: String
  let published: String
  let text: String
  let acts: [Act]
  let totals: [Total]

  static let all = [
    LabelledReport(
      name: "border-depots", published: "2023-11-09",
      text: """
        U.S. warplanes hit weapons store in eastern Syria after week of drone attacks

        WASHINGTON, Nov. 9, 2023 - American fighter jets bombed a weapons store near Mayadin in \
        eastern Syria on Wednesday in retaliation for attacks on U.S. troops, the Pentagon said. \
        Nine people were killed, according to a monitor of the war.

        On Tuesday an explosive drone had wounded two American soldiers at Al-Asad air base in \
        western Iraq. The Islamic Resistance in Iraq claimed responsibility for the attack.

        On Oct. 26 two U.S. F-16s struck an ammunition depot near Abu Kamal that Iran's Islamic \
        Revolutionary Guard Corps used.

        U.S. and coalition forces have been attacked at least 41 times since Oct. 17, the Pentagon \
        said. Officials warned that further strikes would follow if the attacks did not stop.
        """,
      acts: [
        .init("US", "IRAQ_MILITIA", "2023-11-08"), .init("IRAQ_MILITIA", "US", "2023-11-07"),
        .init("US", "IRAN", "2023-10-26"),
      ], totals: [.init(source: "IRAQ_MILITIA", count: 41)]),
    LabelledReport(
      name: "a-winter-of-answers", published: "2020-01-12",
      text: """
        Two weeks that brought Washington and Tehran close to war

        BAGHDAD, Jan. 12, 2020 - It began with rockets. On December 27 a volley fired by Kataib \
        Hezbollah struck the K-1 base near Kirkuk and killed an American contractor.

        Two days later U.S. aircraft bombed five bases of Kataib Hezbollah in Iraq and Syria in \
        response, killing 25 fighters of the group.

        On January 3 a U.S. drone strike near Baghdad airport killed General Qassem Soleimani, the \
        commander of Iran's Quds Force.

        Iran answered on January 8 by firing ballistic missiles at Ain al-Asad air base, where \
        American soldiers were stationed. No American was killed.

        On the same morning Iranian air defences shot down a Ukrainian airliner near Tehran, killing \
        all 176 people on board.
        """,
      acts: [
        .init("IRAQ_MILITIA", "US", "2019-12-27"), .init("US", "IRAQ_MILITIA", "2019-12-29"),
        .init("US", "IRAN", "2020-01-03"), .init("IRAN", "US", "2020-01-08"),
        .init("IRAN", "CIVILIAN", "2020-01-08"),
      ], totals: []),
    LabelledReport(
      name: "red-sea-month", published: "2024-01-24",
      text: """
        U.S. and Britain strike Houthi sites again

        ADEN, Jan. 24, 2024 - U.S. and British forces struck eight Houthi targets in Yemen on \
        Monday, the Pentagon said.

        On January 17 a Houthi drone hit the bulk carrier M/V Northern Lark in the Gulf of Aden. \
        There were no casualties.

        U.S. forces destroyed two Houthi anti-ship missiles with air strikes on Tuesday.

        The Houthis have attacked merchant vessels more than 30 times since November 19, according \
        to the U.S. military.
        """,
      acts: [
        .init("US", "HOUTHI", "2024-01-22"), .init("HOUTHI", "SHIPPING", "2024-01-17"),
        .init("US", "HOUTHI", "2024-01-23"),
      ], totals: [.init(source: "HOUTHI", count: 30)]),
    LabelledReport(
      name: "line-of-control", published: "2019-03-01",
      text: """
        Three days over Kashmir

        NEW DELHI, March 1, 2019 - A suicide bomber of Jaish-e-Mohammed killed 40 Indian policemen \
        in Pulwama on February 14.

        On February 26 Indian jets bombed a camp of Jaish-e-Mohammed near Balakot in Pakistan in \
        retaliation.

        A day later Pakistani fighters shot down an Indian jet over Kashmir and captured its pilot.

        Pakistan's foreign minister said that his country would defend itself against any \
        aggression. Both armies have held exercises in the area in past years.
        """,
      acts: [
        .init("JEM", "INDIA", "2019-02-14"), .init("INDIA", "JEM", "2019-02-26"),
        .init("PAKISTAN", "INDIA", "2019-02-27"),
      ], totals: []),
    LabelledReport(
      name: "gaza-and-the-north", published: "2023-08-11",
      text: """
        Rockets from Gaza and shells in the north

        JERUSALEM, Aug. 11, 2023 - Israeli aircraft struck three Hamas posts in the Gaza Strip on \
        Thursday after Hamas fired two rockets at Ashkelon. One Hamas fighter was killed.

        On Wednesday Hezbollah fired an anti-tank missile at an Israeli patrol near Metula, \
        wounding three soldiers. Israel shelled southern Lebanon in response.

        On July 6 a rocket fired by Hezbollah had landed near Ghajar.
        """,
      acts: [
        .init("ISRAEL", "HAMAS", "2023-08-10"), .init("HAMAS", "ISRAEL", "2023-08-10"),
        .init("HEZBOLLAH", "ISRAEL", "2023-08-09"), .init("ISRAEL", "HEZBOLLAH", "2023-08-09"),
        .init("HEZBOLLAH", "ISRAEL", "2023-07-06"),
      ], totals: []),
    LabelledReport(
      name: "north-of-the-river", published: "2022-11-24",
      text: """
        Turkey bombs Kurdish forces after attack in Istanbul

        ANKARA, Nov. 24, 2022 - Turkish warplanes bombed positions of the Syrian Democratic Forces \
        near Kobani on Sunday, killing 12 fighters.

        On Monday rockets fired by the YPG killed two people in the Turkish town of Karkamis.

        Turkish aircraft also struck camps of the PKK in the Qandil mountains of northern Iraq on \
        Sunday. On November 19 the PKK had killed a Turkish soldier with a roadside bomb in Hakkari.

        The Syrian Democratic Forces denied that they had anything to do with the attack in \
        Istanbul. Turkey has carried out 25 strikes on the Syrian Democratic Forces since \
        November 20, a spokesman of the group said.
        """,
      acts: [
        .init("TURKEY", "SDF", "2022-11-20"), .init("SDF", "TURKEY", "2022-11-21"),
        .init("TURKEY", "PKK", "2022-11-20"), .init("PKK", "TURKEY", "2022-11-19"),
      ], totals: [.init(source: "TURKEY", count: 25)]),
    LabelledReport(
      name: "frontier", published: "2023-09-20",
      text: """
        Pakistan strikes back across the frontier

        ISLAMABAD, Sept. 20, 2023 - Militants of the Tehrik-i-Taliban Pakistan attacked two army \
        posts in Chitral on September 6, killing four soldiers.

        On Tuesday a bomb planted by the Pakistani Taliban killed three policemen in Peshawar.

        In response Pakistani aircraft bombed hideouts of the group in Khost on Wednesday.

        The Balochistan Liberation Army said that its fighters had killed five soldiers in an \
        ambush near Panjgur on Monday.
        """,
      acts: [
        .init("TTP", "PAKISTAN", "2023-09-06"), .init("TTP", "PAKISTAN", "2023-09-19"),
        .init("PAKISTAN", "TTP", "2023-09-20"), .init("BLA", "PAKISTAN", "2023-09-18"),
      ], totals: []),
    LabelledReport(
      name: "no-acts", published: "2024-02-20",
      text: """
        Navies rehearse in the Gulf

        MANAMA, Feb. 20, 2024 - Warships of four countries rehearsed the defence of convoys in the \
        Gulf on Monday. They fired at towed targets.

        Iran threatened to close the strait if it was attacked. The United States could send a \
        second carrier, an official said. Thousands marched in Tehran on Friday against sanctions.
        """,
      acts: [], totals: []),
  ]
}
