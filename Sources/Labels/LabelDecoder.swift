import CZBar
import Parcels
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
    /// - Parameters:
    ///   - interleaved: the lengths that interleaved 2 of 5 may have.
    ///   - isOver: whether the deadline has come; asked between two readers and within our own. What was found until then is the
    ///     answer.
    public func decode(
        _ image: GreyImage, effort: Effort = .normal, interleaved: InterleavedLengths = .any,
        isOver: @escaping () -> Bool = { false }
    ) -> Decoded {
        var search = Search(image: image, effort: effort, interleaved: interleaved, isOver: isOver)
        for step in Schedule.steps(effort, pixels: image.pixels.count) {
            guard search.needs(step) else { continue }
            if isOver() {
                search.isCutShort = true
                break
            }
            run(step, &search)
        }
        return search.result
    }

    private func run(_ step: Schedule.Step, _ search: inout Search) {
        for view in search.views(step) where !search.isOver() && !search.isExplained(view) {
            search.take(look(at: view, step.reader, &search).map(view.placed))
        }
    }

    private func look(at view: Search.View, _ reader: Schedule.Reader, _ search: inout Search) -> [Sighting] {
        switch reader {
        case .zbar(let isFine): (isFine ? fine : coarse).read(view.image)
        case .zxing(let formats, let ways):
            ZXingScanner.read(
                view.image, formats, ways, limit: view.pass == .bars ? 1 : ZXingScanner.linearLimit,
                isOver: search.isOver)
        case .again(let formats, let ways):
            ZXingScanner.read(view.image, formats, ways, limit: 1, isOver: search.isOver)
        case .own:
            LinearReader().read(
                view.image, effort: search.effort, places: search.barPlaces(), explained: search.explained,
                isOver: search.isOver
            ).map { Sighting($0) }
        case .witness: confirmed(search)
        case .measure:
            LinearReader().read(
                view.image, effort: .belt, places: search.unmeasured, explained: [], isOver: search.isOver
            ).map { Sighting($0) }
        }
    }

    /// What our own reader sees, too, where another one was alone; what it sees else is not told.
    private func confirmed(_ search: Search) -> [Sighting] {
        let witness = LinearWitness(image: search.image, effort: search.effort, isOver: search.isOver)
        return search.lone.compactMap { lone in
            guard let box = OrientedBox(around: lone.polygon),
                let seen = witness.look(at: box, for: lone.symbology).map({ Sighting($0) }),
                seen.symbology.isOne(with: lone.symbology), seen.bytes == lone.bytes
            else { return nil }
            return seen
        }
    }
}
