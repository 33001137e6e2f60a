import CZBar
import Readings

/// Finds bar codes in pictures with all readers, and says on which they agree. It runs in workers only, and belongs to one
/// thread.
public final class LabelDecoder {
    /// Looks along every line of a picture.
    private let fine: ZBarScanner
    /// Along every second one, in half the time.
    private let coarse: ZBarScanner

    /// Nil without memory.
    public init?() {
        guard let fine = ZBarScanner(density: 1), let coarse = ZBarScanner(density: 2) else { return nil }
        self.fine = fine
        self.coarse = coarse
    }

    /// Loads all that decoding would load from files at its first need. Afterwards it opens none.
    public static func load() { czbar_load() }

    /// Every symbol in a picture, at most `Symbol.countLimit`, and what was seen but may not be believed.
    /// - Parameter isOver: whether the deadline has come; asked between two readers and within our own. What was found until then
    ///   is the answer.
    public func decode(_ image: GreyImage, effort: Effort = .normal, isOver: @escaping () -> Bool = { false })
        -> Decoded
    {
        var search = Search(image: image, effort: effort, isOver: isOver)
        for step in Schedule.steps(effort, pixels: image.pixels.count) {
            if search.isDone(step) { continue }
            if isOver() {
                search.isCutShort = true
                break
            }
            run(step, &search)
        }
        return search.result
    }

    private func run(_ step: Schedule.Step, _ search: inout Search) {
        if step.reader == .witness { return confirm(&search) }
        if step.reader == .measure { return measure(&search) }
        for view in search.views(step.pass) where !search.isOver() {
            if step.pass == .bars, search.isExplained(view) { continue }
            search.take(look(at: view.image, step.reader, &search).map(view.placed))
        }
    }

    /// Looks again where one reader was alone. What it sees is told only where it is the same.
    private func confirm(_ search: inout Search) {
        let witness = LinearWitness(image: search.image, effort: search.effort, isOver: search.isOver)
        for lone in search.lone where !search.isOver() {
            guard let box = OrientedBox(around: lone.polygon),
                let read = witness.look(at: box, for: lone.symbology)
            else { continue }
            let seen = Sighting(read)
            if seen.symbology.isOne(with: lone.symbology), seen.bytes == lone.bytes { search.take([seen]) }
        }
    }

    /// Reads codes whose print was not measured with our own reader, too, which measures it.
    private func measure(_ search: inout Search) {
        let places = search.unmeasured
        guard !places.isEmpty else { return }
        let reads = LinearReader().read(
            search.image, effort: .belt, places: places, explained: [], isOver: search.isOver)
        search.take(reads.map { Sighting($0) })
    }

    private func look(at image: GreyImage, _ reader: Schedule.Reader, _ search: inout Search) -> [Sighting] {
        switch reader {
        case .zbar(let isFine): (isFine ? fine : coarse).read(image)
        case .zxing(let formats, let ways): ZXingScanner.read(image, formats, ways, isOver: search.isOver)
        case .own:
            LinearReader().read(
                image, effort: search.effort, places: search.barPlaces(), explained: search.explained,
                isOver: search.isOver
            ).map { Sighting($0) }
        case .witness, .measure: []
        }
    }
}
