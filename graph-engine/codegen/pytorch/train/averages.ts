/** Parts of `train.py` where the model is a moving average of the weights that training goes on with. */

/** In the constructor of the class `Trainer`. */
export const averagesStart = `        #: Of weights and statistics, without the numbers that only count.
        self.averages = {
            key: x.clone() for key, x in model.state_dict().items() if x.is_floating_point()
        }
`;

/** A method of the class `Trainer`. */
export const averagedText = `
    @contextlib.contextmanager
    def averaged(self) -> Iterator[None]:
        """Meanwhile the model is the average of its weights."""
        own = {key: x.clone() for key, x in self.model.state_dict().items()}
        self.model.load_state_dict(self.averages, strict=False)
        try:
            yield
        finally:
            self.model.load_state_dict(own)
`;

/** Methods of the class `Trainer` where several players learn. */
export const averagesText = `
    @torch.no_grad()
    def average(self, name: str) -> None:
        """Lets the averages follow an update of a player (Polyak & Juditsky 1992)."""
        updates = self.schedules[name].last_epoch - 1
        kept = min(AVERAGE, (1 + updates) / (10 + updates))
        own = self.model.state_dict()
        for key, average in self.averages.items():
            if key.split(".")[0] in Model.PLAYERS[name]:
                average.lerp_(own[key], 1 - kept)
${averagedText}`;
