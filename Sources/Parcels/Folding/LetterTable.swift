/// Base letters and marks of the Latin letters that Unicode writes as one code point: U+00C0 to U+024F and U+1E00 to
/// U+1EFF. Made from Unicode's canonical decompositions; đ, which has none, is taken as d with a stroke.
///
/// Each table has one character a code point. `letters`: the small base letter, or a dot where the code point is no
/// letter of the Latin alphabet. `shapes`: 1 circumflex, 2 breve, 3 horn, 4 stroke, 9 any other mark. `tones`: 1 grave,
/// 2 acute, 3 tilde, 4 hook above, 5 dot below.
struct LetterTable: Sendable {
    let first: UInt32
    let letters: [UInt8]
    let shapes: [UInt8]
    let tones: [UInt8]

    init(first: UInt32, letters: String, shapes: String, tones: String) {
        self.first = first
        self.letters = Array(letters.utf8)
        self.shapes = shapes.utf8.map { $0 - 48 }
        self.tones = tones.utf8.map { $0 - 48 }
    }

    func place(of scalar: UInt32) -> Int? {
        guard scalar >= first, scalar < first + UInt32(letters.count) else { return nil }
        return Int(scalar - first)
    }

    static let latin = LetterTable(
        first: 0x00C0,
        letters: """
            aaaaaa.ceeeeiiii.nooooo..uuuuy..aaaaaa.ceeeeiiii.nooooo..uuuuy.yaaaaaaccccccccddddeeeeeeeeeegggg\
            gggghh..iiiiiiiii...jjkk.llllll....nnnnnn...oooooo..rrrrrrsssssssstttt..uuuuuuuuuuuuwwyyyzzzzzz.\
            ................................oo.............uu............................aaiioouuuuuuuuuu.aa\
            aa....ggkkoooo..j...gg..nnaa....aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............\
            ................
            """,
        shapes: """
            001099090019001900001090000190000010990900190019000010900001900999229900119999994499229999991122\
            999911000099229990001199000999900000099990009922990000999900119999999900009922999999111190099990\
            000000000000000000000000000000003300000000000003300000000000000000000000000009999999999999999099\
            990000999999990090000000009900009999999999999999999999999999009900000099999999999999000000000000\
            0000000000000000
            """,
        tones: """
            120300001200120003120300012002001203000012001200031203000120020000000022000000000000000000000000\
            000000003300000000000000022000000002200000000000000022000022000000000000330000000000000002200000\
            000000000000000000000000000000000000000000000000000000000000000000000000000000000000000220011000\
            000000000000000000002200112200000000000000000000000000000000000000000000000033000000000000000000\
            0000000000000000
            """)

    static let additional = LetterTable(
        first: 0x1E00,
        letters: """
            aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrr\
            ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy......aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
            eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......
            """,
        shapes: """
            999900999999009999999999999922999999009999999999000099009999990099009900999900999999009999009999\
            990099999999009999999999009900000000999900999999110099999900000000001111111111222222222200000011\
            1111111100000000111111111133333333330000333333333300000000000000
            """,
        tones: """
            000055002200550000001122000000000000550000000022225500555500002200550055000022331122220000555500\
            005522005500550000000000220033551122000055000000005500000000000055442211443355221144335555443322\
            1144335544555544221144335522114433555544221144335511554433000000
            """)
}
